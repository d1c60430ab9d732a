(function () {
  "use strict";
  var drop = document.getElementById("drop");
  var input = document.getElementById("file");
  if (drop && input) {
    var said = document.getElementById("file-chosen");
    var text = document.getElementById("text");
    document.getElementById("drop-help").hidden = false;
    var show = function () {
      said.textContent = input.files.length ? "Chosen: " + input.files[0].name : "";
    };
    input.addEventListener("change", show);
    var over = function (event) {
      if (event.dataTransfer && Array.prototype.indexOf.call(event.dataTransfer.types, "Files") >= 0) {
        event.preventDefault();
        drop.classList.add("over");
      }
    };
    [drop, text].forEach(function (place) {
      place.addEventListener("dragover", over);
      place.addEventListener("dragenter", over);
      place.addEventListener("dragleave", function () { drop.classList.remove("over"); });
      place.addEventListener("drop", function (event) {
        drop.classList.remove("over");
        if (event.dataTransfer.files.length === 1) {
          event.preventDefault();
          input.files = event.dataTransfer.files;
          show();
        } else if (event.dataTransfer.files.length > 1) {
          event.preventDefault();
          said.textContent = "Drop one file at a time.";
        }
      });
    });
    document.getElementById("draft-form").addEventListener("submit", function () {
      // A file and the words in the box are two drafts; after a check, the box has the words that were checked.
      if (input.files.length && text.value === text.defaultValue && text.value && !/\.(png|jpe?g|gif|webp|avif|bmp|tiff?|svg)$/i.test(input.files[0].name)) {
        text.value = "";
      }
    });
  }
  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("a[href^='#mark-']");
    var target = link && document.getElementById(link.getAttribute("href").slice(1));
    var details = target && target.closest("details");
    if (details) { details.open = true; }
  });
})();

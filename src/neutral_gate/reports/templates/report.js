(function () {
  "use strict";
  var form = document.getElementById("filters");
  if (!form) { return; }
  var status = document.getElementById("filter-status");
  function update() {
    var rule = form.elements.rule.value;
    var kinds = Array.prototype.filter.call(form.elements.kind, function (box) { return box.checked; })
      .map(function (box) { return box.value; });
    var count = 0;
    document.querySelectorAll("section.draft").forEach(function (draft) {
      var inDraft = 0;
      draft.querySelectorAll("ol.findings > li").forEach(function (item) {
        var fits = (!rule || item.dataset.rule === rule) && kinds.indexOf(item.dataset.kind) >= 0;
        item.hidden = !fits;
        inDraft += fits ? 1 : 0;
      });
      draft.hidden = inDraft === 0;
      count += inDraft;
    });
    status.textContent = count === 1 ? "1 finding is shown." : count + " findings are shown.";
  }
  form.hidden = false;
  form.addEventListener("change", update);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("a[href^='#mark-']");
    var details = link && document.getElementById(link.getAttribute("href").slice(1));
    details = details && details.closest("details");
    if (details) { details.open = true; }
  });
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("details").forEach(function (each) { each.open = true; });
  });
})();

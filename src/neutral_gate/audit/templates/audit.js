(function () {
  "use strict";
  var form = document.getElementById("filters");
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("details").forEach(function (each) { each.open = true; });
  });
  if (!form) { return; }
  var status = document.getElementById("filter-status");
  var posts = Array.prototype.slice.call(document.querySelectorAll("#worst-list > article"));
  function update() {
    var account = form.elements.account.value;
    var rule = form.elements.rule.value;
    var words = form.elements.words.value.toLowerCase().trim();
    var verdicts = Array.prototype.filter.call(form.elements.verdict, function (box) { return box.checked; })
      .map(function (box) { return box.value; });
    var count = 0;
    posts.forEach(function (post) {
      var fits = (!account || post.dataset.account === account) && verdicts.indexOf(post.dataset.verdict) >= 0 &&
        (!rule || post.dataset.rules.split(" ").indexOf(rule) >= 0) &&
        (!words || post.textContent.toLowerCase().indexOf(words) >= 0);
      post.hidden = !fits;
      count += fits ? 1 : 0;
    });
    status.textContent = count === 1 ? "1 item is shown." : count + " items are shown.";
  }
  form.hidden = false;
  form.addEventListener("change", update);
  form.addEventListener("input", update);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
})();

// What the gate asks of a page beside axe-core. Every answer names the place of an element in the source.
() => {
  const MARK = "data-neutral-gate";
  const around = (element) => {
    const root = element.getRootNode();
    return element.parentElement || (root instanceof ShadowRoot ? root.host : null);
  };
  const place = (element) => {
    let made = false;
    for (let node = element; node; node = around(node)) {
      const mark = node.getAttribute(MARK);
      if (mark !== null) return { start: Number(mark), made };
      made = true;
    }
    return { start: -1, made: true };
  };
  const words = (element) => {
    const text = (element.textContent || "").trim().replace(/\s+/g, " ");
    const tag = element.cloneNode(false).outerHTML.replace(/ data-neutral-gate="\d+"/, "");
    return (text || tag).slice(0, 120);
  };
  const told = (element) => ({ ...place(element), words: words(element) });

  // --- focus ---
  const LOOKS = [
    "outlineStyle", "outlineWidth", "outlineColor", "boxShadow", "borderTopColor", "borderTopWidth", "borderTopStyle",
    "borderBottomColor", "borderBottomWidth", "borderBottomStyle", "borderLeftColor", "borderLeftWidth",
    "backgroundColor", "backgroundImage", "color", "textDecorationLine", "textDecorationColor",
    "textDecorationThickness", "transform", "opacity", "filter", "fontWeight", "fontSize", "clip", "clipPath",
    "visibility", "width", "height", "top", "left", "content",
  ];
  const FOCUSABLE =
    "a[href],area[href],button,input,select,textarea,summary,[tabindex],[contenteditable],audio[controls],video[controls]";
  const look = (element) => {
    const near = [element, element.parentElement, element.nextElementSibling, ...(element.labels || [])];
    const styles = near.filter(Boolean).map((each) => getComputedStyle(each));
    styles.push(getComputedStyle(element, "::before"), getComputedStyle(element, "::after"));
    return JSON.stringify(styles.map((style) => LOOKS.map((name) => style[name])));
  };
  const unfocused = new Map();
  const visited = [];

  // --- order ---
  const boxed = (element) => {
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.height > 0 ? box : null;
  };
  const childOf = (element, container) => {
    while (element && element.parentElement !== container) element = element.parentElement;
    return element;
  };
  const backwards = (first, second) => {
    let container = first.parentElement;
    while (container && !container.contains(second)) container = container.parentElement;
    if (!container || !/flex|grid/.test(getComputedStyle(container).display)) return false;
    if (getComputedStyle(container).direction === "rtl") return false;
    const before = childOf(first, container), after = childOf(second, container);
    if (!before || !after || before === after) return false;
    if (!(before.compareDocumentPosition(after) & Node.DOCUMENT_POSITION_FOLLOWING)) return false;
    const a = boxed(before), b = boxed(after);
    if (!a || !b) return false;
    const beside = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > Math.min(a.height, b.height) / 2;
    return b.bottom <= a.top + 1 || (beside && b.right <= a.left + 1);
  };

  // --- reflow ---
  const TWO_WAYS =
    "table,pre,img,svg,canvas,video,iframe,math,object,embed,map,[role=table],[role=grid],[role=toolbar],[role=application],[role=img]";
  const contained = (element) => {
    for (let node = element.parentElement; node && node !== document.body; node = node.parentElement) {
      if (getComputedStyle(node).overflowX !== "visible") return true;
    }
    return false;
  };

  window.neutralGateProbes = {
    told,
    ready() {
      const still = document.createElement("style");
      still.textContent = "*,*::before,*::after{transition:none!important;animation:none!important;caret-color:transparent!important}";
      document.head && document.head.append(still);
      if (document.activeElement) document.activeElement.blur();
      for (const element of document.querySelectorAll(FOCUSABLE)) unfocused.set(element, look(element));
      window.scrollTo(0, 0);
    },
    // Where the focus is now: null on nothing; `again` where it has been before; `plain` where its look has not changed.
    focused() {
      const element = document.activeElement;
      if (!element || element === document.body || element === document.documentElement) return null;
      const again = visited.includes(element);
      const stuck = visited[visited.length - 1] === element;
      const last = visited[visited.length - 1];
      const jump = !again && last && element.tabIndex <= 0 && last.tabIndex <= 0 && backwards(last, element);
      if (!again) visited.push(element);
      const plain = unfocused.has(element) && unfocused.get(element) === look(element);
      const frame = element.tagName === "IFRAME" || element.shadowRoot !== null;
      return { ...told(element), again, stuck, jump: Boolean(jump), plain: plain && !frame, frame };
    },
    blur() { document.activeElement.blur(); },
    refocus() { visited[visited.length - 1].focus({ preventScroll: true }); },
    others() { return document.querySelectorAll(FOCUSABLE).length - visited.length; },
    // The elements that make a narrow page scroll sideways; tables, pictures and the like may.
    reflow() {
      const root = document.documentElement;
      const hidden = [root, document.body].some((each) => each && /hidden|clip/.test(getComputedStyle(each).overflowX));
      const width = root.clientWidth;
      if (hidden || root.scrollWidth <= width + 2) return { width: root.scrollWidth, wide: [] };
      const isWide = (element) => {
        const box = element.getBoundingClientRect();
        return box.width > 0 && box.height > 0 && box.right + window.scrollX > width + 2;
      };
      const wide = [];
      for (const element of document.body.querySelectorAll("*")) {
        if (element.closest(TWO_WAYS) || !isWide(element) || contained(element)) continue;
        if ([...element.querySelectorAll(TWO_WAYS)].some(isWide)) continue;
        if (getComputedStyle(element).visibility === "hidden") continue;
        wide.push(element);
      }
      const outer = wide.filter((element) => !wide.some((other) => other !== element && other.contains(element)));
      return { width: root.scrollWidth, wide: outer.slice(0, 5).map(told) };
    },
    async axe(rules) {
      const options = { runOnly: { type: "rule", values: rules }, resultTypes: ["violations", "passes"], elementRef: true, iframes: false };
      const result = await window.axe.run(document, options);
      const violations = [];
      for (const check of result.violations) {
        for (const node of check.nodes.slice(0, 200)) {
          const data = [...node.any, ...node.all, ...node.none].map((each) => each.data).find((each) => each && typeof each === "object");
          violations.push({ check: check.id, ...told(node.element || document.documentElement), data: data || {} });
        }
      }
      const passed = result.passes.find((check) => check.id === "color-contrast");
      const clear = passed ? passed.nodes.map((node) => place(node.element)).filter((each) => !each.made).map((each) => each.start) : [];
      return { violations, clear };
    },
  };
}

/* What a page looks like to tests: evaluated in the browser, each function returns what is at fault. */
(() => ({
  /* Headings that stand for themselves, as "h2 Title". */
  headings: () =>
    Array.from(document.querySelectorAll("h1,h2,h3,h4,h5,h6"))
      .filter((one) => one.checkVisibility())
      .map((one) => one.localName + " " + one.textContent.trim()),

  /* Landmarks by their role and name. */
  landmarks: () => {
    const roles = { NAV: "navigation", MAIN: "main", ASIDE: "complementary", HEADER: "banner", FOOTER: "contentinfo", FORM: "form", SECTION: "region" };
    const said = (one) => {
      const by = one.getAttribute("aria-labelledby");
      const words = by ? by.split(" ").map((id) => document.getElementById(id)?.textContent || "").join(" ") : one.getAttribute("aria-label");
      return (words || "").trim();
    };
    return Array.from(document.querySelectorAll("nav,main,aside,section[aria-label],section[aria-labelledby],[role=search],[role=region]"))
      .filter((one) => one.checkVisibility())
      .map((one) => [one.getAttribute("role") || roles[one.tagName], said(one)]);
  },

  /* What reaches beyond the right or left edge, and is not scrolled by itself. */
  beyond: () => {
    const wide = document.documentElement.clientWidth;
    const scrolled = (one) => {
      for (let up = one; up && up !== document.body; up = up.parentElement) {
        if (/auto|scroll/.test(getComputedStyle(up).overflowX)) return true;
      }
      return false;
    };
    const out = Array.from(document.querySelectorAll("main *, body > .builder-page *"))
      .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !scrolled(one) && !one.closest(".bd-sidebar-secondary, .builder-term-text"))
      .filter((one) => {
        const box = one.getBoundingClientRect();
        return box.width > 1 && (box.right > wide + 1 || box.left < -1);
      });
    const page = document.scrollingElement.scrollWidth > wide ? ["the page scrolls sideways"] : [];
    return page.concat(out.map((one) => one.localName + "." + one.className + " " + one.textContent.trim().slice(0, 40)));
  },

  /* Text that its box cuts off. */
  clipped: () =>
    Array.from(document.querySelectorAll("body *"))
      .filter((one) => Array.from(one.childNodes).some((node) => node.nodeType === 3 && node.data.trim()))
      .filter((one) => one.checkVisibility({ visibilityProperty: true }) && one.clientWidth > 1 && !["SCRIPT", "STYLE", "OPTION", "TEXTAREA"].includes(one.tagName))
      .filter((one) => {
        for (let up = one; up && up !== document.body; up = up.parentElement) {
          const style = getComputedStyle(up);
          const box = up.getBoundingClientRect();
          const text = document.createRange();
          text.selectNodeContents(one);
          const words = text.getBoundingClientRect();
          if (/hidden|clip/.test(style.overflowX) && box.width > 1 && (words.right > box.right + 1 || words.left < box.left - 1)) return true;
          if (/hidden|clip/.test(style.overflowY) && box.height > 1 && words.bottom > box.bottom + 1) return true;
          if (style.position === "fixed") return false;
        }
        return false;
      })
      .map((one) => one.localName + "." + one.className + " " + one.textContent.trim().slice(0, 40)),

  /* Remember how everything looks without focus. */
  remember: () => {
    const style = (one) => {
      const is = getComputedStyle(one);
      return [is.outlineStyle !== "none" && is.outlineWidth !== "0px" ? is.outline : "", is.boxShadow, is.borderColor].join("|");
    };
    window.outlookStyle = style;
    window.outlookBefore = new Map(Array.from(document.querySelectorAll("body *"), (one) => [one, style(one)]));
  },

  /* Where the focus is: null at the end; else what it is, whether it is seen, whether it looks focused. */
  focus: () => {
    const one = document.activeElement;
    if (!one || one === document.body) return null;
    const box = one.getClientRects()[0] || one.getBoundingClientRect(); // its first line
    const x = Math.max(0, Math.min(innerWidth - 1, box.left + box.width / 2));
    const y = Math.max(0, Math.min(innerHeight - 1, box.top + box.height / 2));
    const there = document.elementFromPoint(x, y);
    const uncovered = Boolean(there) && (one.contains(there) || there.contains(one) || Boolean(there.closest("label")?.contains(one)));
    const before = window.outlookBefore.get(one);
    return {
      what: one.localName + " " + (one.getAttribute("aria-label") || one.textContent.trim().slice(0, 40) || one.name || one.id),
      first: !window.outlookSeen,
      seen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight && uncovered,
      changed: before === undefined || before !== window.outlookStyle(one),
      again: window.outlookDone?.has(one) || !(window.outlookDone = (window.outlookDone || new Set()).add(one)),
    };
  },
}))()

(() => {
  "use strict";
  const views = [...document.querySelectorAll(".view")];
  const links = [...document.querySelectorAll(".views a")];
  const title = document.title;
  let current = null;
  const show = (event) => {
    let place = "";
    try { place = decodeURIComponent(location.hash.slice(1)); } catch { /* not one of ours */ }
    const named = views.find((view) => view.id === place.split("--")[0]);
    // What is no view's own leaves the view as it is: the link that skips to the content.
    const view = named || (place ? current : null) || views[0];
    if (!view) return;
    const before = current;
    current = view;
    views.forEach((each) => each.classList.toggle("away", each !== view));
    links.forEach((link) => {
      if (link.hash === `#${view.id}`) {
        link.setAttribute("aria-current", "page");
        link.scrollIntoView({ block: "nearest", inline: "center" });
      } else link.removeAttribute("aria-current");
    });
    document.title = view === views[0] ? title : `${view.getAttribute("aria-label")} · ${title}`;
    const target = place.includes("--") ? document.getElementById(place) : null;
    if (target) {
      const folded = target.closest("details");
      if (folded) folded.open = true;
      target.scrollIntoView({ block: "start" });
    } else if (before !== view) scrollTo({ top: 0, behavior: "instant" });
    if (event && before !== view && !target) view.focus({ preventScroll: true });
  };
  addEventListener("hashchange", show);
  show();
})();

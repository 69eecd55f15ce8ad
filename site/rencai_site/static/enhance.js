// Small comforts for browsers with script. Every page works without it.
"use strict";

(() => {
  const DELAY = 120, LATER = 400;

  // Completions under a search box.
  for (const input of document.querySelectorAll("input[data-suggest]")) {
    const list = document.createElement("ul");
    list.className = "suggest-list";
    list.id = "suggestions";
    list.setAttribute("role", "listbox");
    list.hidden = true;
    input.parentNode.append(list);
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-controls", list.id);
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-autocomplete", "list");
    let chosen = -1, timer = 0, asked = 0;

    const close = () => {
      list.hidden = true;
      chosen = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    };
    const choose = (index) => {
      const options = [...list.children];
      chosen = (index + options.length) % options.length;
      options.forEach((option, i) => option.setAttribute("aria-selected", String(i === chosen)));
      input.setAttribute("aria-activedescendant", options[chosen].id);
    };
    const take = (option) => {
      input.value = option.dataset.text;
      close();
      input.form.requestSubmit();
    };
    const show = (suggestions) => {
      list.replaceChildren(...suggestions.map((suggestion, i) => {
        const option = document.createElement("li");
        option.id = `suggestion-${i}`;
        option.setAttribute("role", "option");
        option.dataset.text = suggestion.text;
        const count = document.createElement("span");
        count.className = "num";
        count.textContent = suggestion.count.toLocaleString();
        option.append(suggestion.text, count);
        option.addEventListener("mousedown", (event) => { event.preventDefault(); take(option); });
        return option;
      }));
      list.hidden = suggestions.length === 0;
      chosen = -1;
      input.setAttribute("aria-expanded", String(!list.hidden));
    };
    const ask = async (again = true) => {
      const text = input.value.trim();
      const mine = ++asked;
      if (!text) return close();
      // The form carries along what narrows the list: only what has results within it is of use.
      const query = new URLSearchParams([...new FormData(input.form)].filter(([name, value]) => name !== "q" && value));
      query.set("q", text);
      if (input.dataset.suggest) query.set("kind", input.dataset.suggest);
      try {
        const answer = await fetch(`/api/v1/suggest?${query}`);
        if (!answer.ok) return;
        const { suggestions } = await answer.json();
        if (mine !== asked || document.activeElement !== input) return;
        show(suggestions);
        // What is found with words said before is counted meanwhile.
        if (!suggestions.length && again) timer = setTimeout(() => ask(false), LATER);
      } catch { close(); }
    };
    input.addEventListener("input", (event) => {
      if (event.isComposing) return;
      clearTimeout(timer);
      timer = setTimeout(() => ask(), DELAY);
    });
    input.addEventListener("compositionend", () => { clearTimeout(timer); timer = setTimeout(() => ask(), DELAY); });
    input.addEventListener("blur", close);
    input.addEventListener("keydown", (event) => {
      if (list.hidden || event.isComposing) return;
      if (event.key === "ArrowDown") { event.preventDefault(); choose(chosen + 1); }
      else if (event.key === "ArrowUp") { event.preventDefault(); choose(chosen < 0 ? -1 : chosen - 1); }
      else if (event.key === "Escape") close();
      else if (event.key === "Enter" && chosen >= 0) { event.preventDefault(); take(list.children[chosen]); }
    });
  }

  // Which facets stand open is remembered for the visit.
  for (const box of document.querySelectorAll("details[data-facet]")) {
    const key = `facet:${box.dataset.facet}`;
    const kept = sessionStorage.getItem(key);
    if (kept !== null && !box.querySelector("[aria-current]")) box.open = kept === "open";
    box.addEventListener("toggle", () => sessionStorage.setItem(key, box.open ? "open" : "closed"));
  }

  // Browsers say where one is by WGS-84; Chinese maps, and so our records, lie some 500 m beside it (GCJ-02).
  const onChineseMap = (lon, lat) => {
    if (lon < 72 || lon > 138 || lat < 0.8 || lat > 56) return [lon, lat];
    const x = lon - 105, y = lat - 35, { sin, sqrt, abs, PI } = Math;
    const wave = (value, ...parts) => parts.reduce((sum, [size, turn]) => sum + size * sin(value * PI * turn), 0) * 2 / 3;
    const common = wave(x, [20, 6], [20, 2]);
    const north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x)) + common
      + wave(y, [20, 1], [40, 1 / 3], [160, 1 / 12], [320, 1 / 30]);
    const east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x)) + common
      + wave(x, [20, 1], [40, 1 / 3], [150, 1 / 12], [300, 1 / 30]);
    // Metres on the ellipsoid of Krasovsky.
    const axis = 6378245, squared = 0.00669342162296594, angle = lat * PI / 180;
    const curve = 1 - squared * sin(angle) ** 2;
    return [
      lon + east * 180 / (axis / sqrt(curve) * Math.cos(angle) * PI),
      lat + north * 180 / (axis * (1 - squared) / (curve * sqrt(curve)) * PI),
    ];
  };

  // Distance needs the browser's position, so its link is made here.
  const sorts = document.querySelector(".sorts[data-near]");
  if (sorts && navigator.geolocation) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = "#results";
    link.textContent = "离我近的";
    link.addEventListener("click", (event) => {
      event.preventDefault();
      navigator.geolocation.getCurrentPosition((found) => {
        const place = onChineseMap(found.coords.longitude, found.coords.latitude);
        const url = new URL(location.href);
        url.searchParams.set("near", place.map((degrees) => degrees.toFixed(5)).join());
        url.searchParams.set("sort", "distance");
        url.searchParams.delete("cursor");
        location.assign(url);
      }, () => { link.textContent = "没有得到您的位置"; });
    });
    item.append(link);
    sorts.append(item);
  }
})();

"use strict";
(() => {
  const answers = JSON.parse(document.getElementById("proof").textContent);
  const found = document.getElementById("found");
  if (!found) return;
  const PAGE = 50;
  const rowsOf = (number) => {
    const { columns, rows } = answers[number];
    return rows.map((row) => Object.fromEntries(columns.map((column, i) => [column, row[i]])));
  };
  const fold = (text) => text.normalize("NFD").replace(/\p{Mn}/gu, "").replace(/\u2019/g, "'").toLowerCase();
  const comments = rowsOf(found.dataset.comments).map((c) => ({ ...c, plain: fold(c.text) }));
  const names = new Map(rowsOf(found.dataset.themes).map((t) => [t.theme, t.name]));
  const french = document.documentElement.lang === "fr";
  const clock = (text) => {
    if (text === null) return "";
    if (text.startsWith("+")) return `${text}\u00a0min`;
    return french ? text.replace(/(\d\d):(\d\d)$/, "$1\u00a0h\u00a0$2") : text;
  };
  const form = document.getElementById("filters");
  const field = Object.fromEntries(["text", "theme", "topic", "role", "moment"].map((n) => [n, document.getElementById(`f-${n}`)]));
  for (const m of rowsOf(found.dataset.moments)) field.moment.add(new Option(clock(m.clock), m.moment));
  const list = document.getElementById("list");
  const more = document.getElementById("more");
  const number = new Intl.NumberFormat(document.documentElement.lang);
  let kept = [];
  let shown = 0;
  const wanted = (c) => {
    const theme = field.theme.value;
    return (
      (!theme || (theme.startsWith(":") ? c.decision === theme.slice(1) : c.themes.includes(theme))) &&
      (!field.topic.value || String(c.topic) === field.topic.value) &&
      (!field.role.value || c.role === field.role.value) &&
      (!field.moment.value || String(c.moment) === field.moment.value) &&
      fold(field.text.value).split(/\s+/).every((word) => c.plain.includes(word))
    );
  };
  const element = (tag, className, text) => {
    const made = document.createElement(tag);
    if (className) made.className = className;
    made.textContent = text;
    return made;
  };
  const item = (c) => {
    const li = document.createElement("li");
    const role = c.role && found.dataset[`role${c.role[0].toUpperCase()}${c.role.slice(1)}`];
    li.append(element("span", "when", [clock(c.clock), role].filter(Boolean).join(" · ")));
    const text = element("p", "", c.cut ? `${c.text}…` : c.text);
    text.dir = "auto";
    li.append(text);
    const tags = c.themes.map((theme) => names.get(theme) || theme).join(", ");
    if (tags) li.append(element("p", "tags", tags));
    return li;
  };
  const extend = () => {
    list.append(...kept.slice(shown, shown + PAGE).map(item));
    shown = Math.min(shown + PAGE, kept.length);
    more.hidden = shown >= kept.length;
  };
  const refresh = () => {
    kept = comments.filter(wanted);
    shown = 0;
    list.replaceChildren();
    found.textContent = `${number.format(kept.length)} ${found.dataset.found} ${number.format(comments.length)}`;
    extend();
  };
  form.hidden = false;
  form.addEventListener("input", refresh);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(refresh));
  more.addEventListener("click", () => {
    const next = list.children.length;
    extend();
    const first = list.children[next];
    first.tabIndex = -1;
    first.focus();
  });
  const jump = (name, value) => {
    form.reset();
    field[name].value = value;
    setTimeout(() => {
      refresh();
      document.getElementById("h-comments").focus();
    });
  };
  for (const button of document.querySelectorAll("[data-filter]")) {
    button.addEventListener("click", () => jump(button.dataset.filter, button.dataset.value));
  }
  refresh();
})();

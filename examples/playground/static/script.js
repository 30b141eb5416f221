// The page's forms are sent to /api/<data-api> as JSON while one types, or when
// they are submitted (data-submit), and their answers are shown below them. All
// text of an answer goes into text nodes: nothing here makes HTML of a string.
"use strict";

// el makes an element with a class. Strings among its children become text.
function el(tag, className, ...children) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  node.append(...children);
  return node;
}

// value shows a cell: text, a number, None, or an error.
function value(v) {
  if (v === null || v === undefined) return el("span", "none", "None");
  if (v.error) return el("span", "bad", describe(v.error));
  if (v === "") return el("span", "none", "empty");
  return el("span", "text", String(v));
}

const describe = (error) => `${error.type}: ${error.text}`;

// table shows rows of {name, value}.
function table(caption, rows) {
  const body = el("tbody", "");
  for (const r of rows) {
    const name = el("th", "", r.name);
    name.scope = "row";
    body.append(el("tr", "", name, el("td", "", value(r.value))));
  }
  return el("table", "", el("caption", "", caption), body);
}

const count = (n, what) => `${n} ${what}${n === 1 ? "" : "s"}`;

// code shows a text in a box that scrolls, for which it has to take the focus.
function code(label, ...children) {
  const pre = el("pre", "", ...children);
  pre.tabIndex = 0;
  pre.setAttribute("role", "region");
  pre.setAttribute("aria-label", label);
  return el("figure", "", el("figcaption", "", label), pre);
}

// show has a function for each form: it adds to the result and returns the status.
const show = {
  split(answer, result) {
    const url = el("p", "url");
    for (const p of answer.parts) url.append(el("span", "part " + p.name, p.text));
    result.append(url, table("Components", answer.components));
    if (answer.query.length > 0) result.append(table("ParseQSL(query)", answer.query));
    return count(answer.parts.filter((p) => p.name).length, "component");
  },

  join(answer, result) {
    result.append(el("p", "big", value(answer.value)));
    return "Joined";
  },

  quote(answer, result) {
    result.append(table("Quoted, and the other way", answer));
    return "Quoted";
  },

  encode(answer, result) {
    result.append(table("Alphabets", answer));
    return `Encoded in ${count(answer.length, "alphabet")}`;
  },

  decode(answer, result) {
    result.append(table("Decoded", answer));
    return `Decoded to ${count(answer[2].value, "byte")}`;
  },

  "uuid-make": showUUID,
  "uuid-parse": showUUID,

  json(answer, result) {
    result.append(code("Written anew", answer.pretty));
    return "Well-formed";
  },

  robots(answer, result, form) {
    const cards = el("div", "cards");
    for (const v of answer.verdicts) {
      const verdict = el("strong", v.allowed ? "good" : "bad", v.allowed ? "✓ allowed" : "✗ refused");
      const rule = v.line ? [el("code", "", v.rule), ` in line ${v.line}`] : ["no rule"];
      cards.append(el("div", "card", el("h4", "", v.mode), el("p", "", verdict), el("p", "", ...rule), el("p", "muted", v.group ? `group ${v.group}: ${v.reason}` : v.reason)));
    }
    const file = form.elements.text.value.split(/\r\n|\r|\n/).map((text, i) => {
      const winners = answer.verdicts.filter((v) => v.line === i + 1).map((v) => v.mode);
      const doubts = answer.problems.filter((p) => p.value === i + 1).map((p) => p.name);
      const line = el("span", winners.length ? "line won" : doubts.length ? "line doubt" : "line", el("span", "number", String(i + 1)), text || " ");
      if (winners.length) line.append(el("mark", "", `◀ wins: ${winners.join(", ")}`));
      if (doubts.length) line.append(el("em", "", `⚠ ${doubts.join("; ")}`));
      return line;
    });
    result.append(cards, code("The file, with the rules that won and what Lint says", ...file), table("What the file asks of the agent", answer.asks));
    const allowed = answer.verdicts.filter((v) => v.allowed).length;
    return `Allowed by ${allowed} of ${answer.verdicts.length} modes, ${count(answer.problems.length, "doubtful line")}`;
  },

  async "cookie-set"(answer, result, form) {
    const back = await post("cookie-back", {});
    result.append(code("The response’s header", answer.header), code("The next request’s header", back.header ? "Cookie: " + back.header : "no Cookie"));
    reading(back, result);
    const kept = back.lenient.some((r) => r.name === form.elements.name.value);
    return kept ? "The browser took the cookie and sent it back" : "The browser did not send the cookie back";
  },

  "cookie-parse"(answer, result) {
    reading(answer, result);
    return `${count(answer.lenient.length, "cookie")} read, ${count(answer.skipped.length, "part")} left out`;
  },

  "rpc-methods"(answer, result) {
    const list = el("ul", "methods");
    for (const m of answer) {
      const choose = el("button", "link", m.name);
      choose.type = "button";
      choose.addEventListener("click", () => {
        const call = document.querySelector("form[data-api=rpc-call]").elements;
        call.method.value = m.name;
        call.params.focus();
      });
      list.append(el("li", "", el("p", "", choose, " ", el("code", "", signature(m.signature))), el("p", "muted", m.help || "")));
    }
    result.append(list);
    document.getElementById("methods").replaceChildren(...answer.map((m) => Object.assign(el("option", ""), { value: m.name })));
    return `The service has ${count(answer.length, "method")}`;
  },

  "rpc-call"(answer, result) {
    const failed = answer.result !== null && answer.result.error;
    result.append(
      code("The result, as JSON", failed ? el("span", "bad", describe(failed)) : JSON.stringify(answer.result, null, 2)),
      el("div", "pair", code("Sent", answer.request), code("Received", answer.response)));
    return failed ? "A fault" : "Called";
  },

  fetch(answer, result) {
    result.append(table("Headers", answer.headers), code("Body, its beginning", answer.body));
    return answer.status;
  },

  open(answer, result) {
    result.append(table("Commands, each tried when the one before fails", answer));
    return count(answer.length, "command");
  },
};

// showUUID draws the 32 digits as 16 bytes, each field in its colour.
function showUUID(answer, result) {
  const owner = answer.layout.flatMap((f, i) => Array(f.digits).fill(i));
  const bytes = el("div", "bytes");
  bytes.setAttribute("aria-hidden", "true"); // the legend says it better
  for (let i = 0; i < 32; i += 2) {
    bytes.append(el("span", "byte", ...[i, i + 1].map((d) => el("span", `digit f${owner[d]}`, answer.hex[d]))));
  }
  const legend = el("ul", "legend");
  let at = 0;
  answer.layout.forEach((f, i) => {
    const digits = answer.hex.slice(at, at += f.digits);
    legend.append(el("li", "", el("span", `digit f${i}`, digits), " " + f.name));
  });
  result.append(bytes, legend, table("Every view of it", answer.rows));
  return answer.uuid;
}

// markError shows where a JSON document is malformed, with the lines around, and
// offers to go there. Python counts characters, JavaScript the halves of some.
function markError(error, result, input) {
  const { line, column, pos = 0 } = error;
  const lines = input.value.split("\n");
  const chars = [...lines[line - 1]];
  const at = chars[column - 1] ?? "";
  const numbered = (i, ...text) => el("span", "line", el("span", "number", String(i + 1)), ...text);
  const around = (from, to) => lines.slice(from, to).map((text, i) => numbered(from + i, text || " "));
  const marked = numbered(line - 1, chars.slice(0, column - 1).join(""), el("mark", "at", at.trim() || "␣"), chars.slice(column).join(""));
  const go = el("button", "link", "Go there");
  go.type = "button";
  go.addEventListener("click", () => {
    const start = [...input.value].slice(0, pos).join("").length;
    input.focus();
    input.setSelectionRange(start, start + at.length);
  });
  result.append(code(`Line ${line}, column ${column}`, ...around(Math.max(0, line - 4), line - 1), marked, ...around(line, line + 3)), go);
}

// reading shows a Cookie header as Load and as LoadLenient read it.
function reading(answer, result) {
  const pair = el("div", "pair");
  if (answer.load.error) {
    pair.append(el("div", "", el("h4", "", "Load"), el("p", "", value(answer.load))));
  } else if (answer.load.length === 0) {
    pair.append(el("div", "", el("h4", "", "Load"), el("p", "muted", answer.header ? "nothing: for Python, one bad part can hide the others" : "no cookies")));
  } else {
    pair.append(table("Load", answer.load));
  }
  pair.append(table("LoadLenient", answer.lenient));
  result.append(pair);
  if (answer.skipped.length > 0) result.append(table("Left out by LoadLenient", answer.skipped));
}

// signature writes [["int", "int", "int"]] as (int, int) → int.
function signature(s) {
  if (!Array.isArray(s)) return "";
  return s.map(([result, ...params]) => `(${params.join(", ")}) → ${result}`).join(" or ");
}

// post sends fields to an endpoint and returns its answer.
async function post(api, fields, signal) {
  const response = await fetch("/api/" + api, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(fields),
    signal,
  });
  if (response.headers.get("Content-Type") !== "application/json") {
    const text = response.status === 413 ? "more than this page takes" : response.statusText;
    return { error: { type: `HTTP ${response.status}`, text } };
  }
  return response.json();
}

// fieldsOf returns a form's fields by their names. A button that submits it may
// stand for a field.
function fieldsOf(form, submitter) {
  const fields = {};
  for (const input of form.elements) {
    if (input.name && input.type !== "submit") fields[input.name] = input.type === "checkbox" ? input.checked : input.value;
  }
  if (submitter && submitter.name) fields[submitter.name] = submitter.value;
  return fields;
}

// send posts a form and shows the answer, unless a newer one is under way.
const underWay = new Map();
async function send(form, submitter) {
  const api = form.dataset.api;
  underWay.get(api)?.abort();
  const abort = new AbortController();
  underWay.set(api, abort);

  const result = document.createDocumentFragment();
  let text, state = "ok";
  try {
    const answer = await post(api, fieldsOf(form, submitter), abort.signal);
    if (answer.error) {
      text = describe(answer.error);
      state = "error";
      if (answer.error.line) markError(answer.error, result, form.querySelector("[data-json]"));
    } else {
      text = await show[api](answer, result, form);
    }
  } catch (error) {
    if (error.name === "AbortError") return;
    text = "The server does not answer: is the program still running?";
    state = "error";
  }
  if (underWay.get(api) !== abort) return;
  const status = form.querySelector(".status");
  status.textContent = text;
  status.dataset.state = state;
  form.querySelector(".result").replaceChildren(result);
}

// The address holds the panel and the fields that were changed, as in
// #url?split.url=http%3A%2F%2Fa%2F: a bookmark brings them back.
function remember() {
  const panel = current();
  const changed = new URLSearchParams();
  for (const form of panel.querySelectorAll("form")) {
    for (const input of form.elements) {
      if (!input.name || input.type === "submit") continue;
      const now = input.type === "checkbox" ? String(input.checked) : input.value;
      if (now !== input.dataset.first) changed.set(`${form.dataset.api}.${input.name}`, now);
    }
  }
  const query = changed.toString();
  history.replaceState(null, "", "#" + panel.id.slice("panel-".length) + (query && query.length < 4000 ? "?" + query : ""));
}

function recall() {
  const [name, query] = location.hash.slice(1).split(/\?(.*)/s);
  const tab = document.getElementById("tab-" + name);
  if (!tab) return;
  for (const [key, text] of new URLSearchParams(query)) {
    const [api, field] = key.split(".");
    const form = [...document.forms].find((f) => f.dataset.api === api);
    const input = form && [...form.elements].find((i) => i.name === field);
    if (!input) continue;
    if (input.type === "checkbox") input.checked = text === "true";
    else input.value = text;
  }
  select(tab);
}

// The tabs: one is chosen; arrow keys, Home and End choose another.
const tabs = [...document.querySelectorAll("[role=tab]")];
const current = () => document.querySelector("[role=tabpanel]:not([hidden])");

function select(tab) {
  for (const t of tabs) {
    const chosen = t === tab;
    t.setAttribute("aria-selected", chosen);
    t.tabIndex = chosen ? 0 : -1;
    document.getElementById(t.getAttribute("aria-controls")).hidden = !chosen;
  }
  tab.scrollIntoView({ block: "nearest", inline: "center" });
  for (const form of current().querySelectorAll("form")) {
    if (form.dataset.submit !== "only") send(form);
  }
}

tabs.forEach((tab, i) => {
  tab.addEventListener("click", () => { select(tab); remember(); });
  tab.addEventListener("keydown", (event) => {
    const to = {
      ArrowRight: i + 1, ArrowDown: i + 1, ArrowLeft: i - 1, ArrowUp: i - 1, Home: 0, End: tabs.length - 1,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = tabs[(to + tabs.length) % tabs.length];
    next.focus();
    next.click();
  });
});

for (const form of document.forms) {
  for (const input of form.elements) {
    if (input.name) input.dataset.first = input.type === "checkbox" ? String(input.checked) : input.value;
  }
  form.autocomplete = "off";
  let timer;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      remember();
      if (form.dataset.submit === undefined) send(form);
    }, 120);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(form, event.submitter);
  });
}

window.addEventListener("hashchange", recall);
select(tabs[0]);
recall();

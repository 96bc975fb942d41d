// Building the page: elements in one call.

// make("button", {class: "x", type: "button"}, "text", child, ...)
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

export function button(label, act, attributes = {}) {
  const element = make("button", { type: "button", ...attributes }, label);
  element.addEventListener("click", act);
  return element;
}

// Whether keys pressed now belong to a field that is being typed in.
export function isTyping(target) {
  return target instanceof HTMLInputElement || target instanceof HTMLSelectElement;
}

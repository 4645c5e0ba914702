// YASGUI on our own endpoint. Whatever of it would ask other servers is switched off.
const place = document.getElementById("yasgui");
const endpoint = new URL("/sparql", location.href).href;

Yasgui.Yasqe.defaults.autocompleters = ["variables"];
Yasgui.Yasqe.defaults.prefixCcApi = null;

const yasgui = new Yasgui(place, {
  requestConfig: {
    endpoint, method: "POST", headers: {},
    acceptHeaderGraph: "text/turtle", acceptHeaderSelect: "application/sparql-results+json",
  },
  copyEndpointOnNewTab: true,
  persistenceId: null,
  populateFromUrl: false,
  endpointCatalogueOptions: { getData: () => [{ endpoint }], keys: [], renderItem: (item, element) => { element.textContent = item.value.endpoint; } },
  yasqe: { value: place.dataset.query, autocompleters: ["variables"], persistenceId: null },
  yasr: { persistenceId: null },
});
const tab = () => yasgui.getTab();
tab().setQuery(place.dataset.query);
document.getElementById("plain").hidden = true;

for (const button of document.querySelectorAll(".example")) {
  button.hidden = false;
  button.addEventListener("click", () => tab().setQuery(button.dataset.query));
}

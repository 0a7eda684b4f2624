// The query page: the editor over this server's endpoint, with the ready-made questions as samples.
"use strict";

const { samples, lang } = JSON.parse(document.getElementById("samples").textContent);
const first = samples.find((sample) => sample.name === "counts") ?? samples[0];

// Nothing is fetched from elsewhere: no list of prefixes, no vocabulary service.
Yasgui.Yasqe.defaults.autocompleters = ["variables"];
Yasgui.Yasqe.defaults.value = first.query;
Yasgui.Yasqe.defaults.persistenceId = null;
Yasgui.Yasr.defaults.prefixes = {
  hc: "https://w3id.org/health-commitments/ontology#",
  skos: "http://www.w3.org/2004/02/skos/core#",
  rdfs: "http://www.w3.org/2000/01/rdf-schema#",
};

const yasgui = new Yasgui(document.getElementById("yasgui"), {
  requestConfig: { endpoint: new URL("/sparql", location.href).href, method: "POST" },
  endpointCatalogueOptions: { getData: () => [] },
  copyEndpointOnNewTab: true,
  populateFromUrl: false,
  persistenceId: `kg-${lang}`,
});

function show(query) {
  const tab = yasgui.getTab();
  tab.setQuery(query);
  tab.getYasqe().collapsePrefixes(true);
}

const choice = document.getElementById("sample");
for (const sample of samples) choice.append(new Option(sample.title, sample.name));
choice.addEventListener("change", () => {
  const sample = samples.find((s) => s.name === choice.value);
  if (!sample) return;
  document.getElementById("about").textContent = sample.description;
  show(sample.query);
  yasgui.getTab().query().catch(() => {});
});

// A question's page hands its query over in the part of the address that no server sees.
const given = new URLSearchParams(location.hash.slice(1)).get("query");
if (given) show(given);

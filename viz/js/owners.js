// Who answers for a commitment or section: its own bodies, or those of the nearest part around it that names any.
KG.owners = (item) => {
  const seen = new Set();
  const found = [];
  const take = (list, inherited) => {
    for (const d of list) if (d.institution && !seen.has(d.institution)) {
      seen.add(d.institution);
      found.push({ duty: d, institution: d.institution, basis: inherited && d.basis === "stated" ? "inherited" : d.basis, role: d.role });
    }
  };
  take(item.duties, false);
  let part = item.kind === "section" ? item.up : item.section;
  while (part && !part.duties.length) part = part.up;
  if (part && !(item.kind === "section" && item.duties.length)) take(part.duties, true);
  return found;
};

// Whether nobody answers for a commitment: neither it nor any part around it names a body.
KG.unowned = (c) => !KG.owners(c).length;

// The commitments in a section and the sections below it, in text order.
KG.within = (section) => [...section.commitments, ...section.parts.flatMap(KG.within)].sort((a, b) => a.start - b.start);

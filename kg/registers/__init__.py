"""Tables read from `ontology/`: places, bodies, programmes, indicators, cue words."""

"""What the steps hand to each other: frozen dataclasses, no reading or writing."""

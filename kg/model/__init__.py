"""What the steps hand to each other: dataclasses that nothing changes, no reading or writing."""

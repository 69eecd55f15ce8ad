"""The sites of the sample network, each built differently."""

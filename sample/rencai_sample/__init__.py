"""The bundled sample network: sites of real and of invented content, served locally for the demo and for tests."""

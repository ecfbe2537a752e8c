"""IDVA Desktop: offline casework for independent domestic and sexual violence advisers."""

//! Front matter and `site.yaml`: YAML that cannot be read, keys and values that are not of the format.

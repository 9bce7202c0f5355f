package dev.tarn.catalog.schema.repository;

/** A version and the schema that it belongs to. */
public record LocatedVersion(SchemaEntry schema, VersionEntry version) {}

package dev.tarn.catalog.schema.repository;

import java.util.Map;
import software.amazon.awssdk.services.glue.model.GetRegistryResponse;

/** A registry and its tags. */
public record RegistryEntry(GetRegistryResponse registry, Map<String, String> tags) {
  public RegistryEntry {
    tags = Map.copyOf(tags);
  }

  public String name() {
    return registry.registryName();
  }
}

package dev.tarn.catalog.schema.repository;

import dev.tarn.catalog.file.CatalogStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.glue.model.MetadataInfo;
import software.amazon.awssdk.services.glue.model.OtherMetadataValueListItem;
import software.amazon.awssdk.services.glue.model.QuerySchemaVersionMetadataResponse;

/** Keeps what is attached to a version in the shape in which Glue answers it. */
final class MetadataFile {
  private static final String KIND = "schemaVersionMetadata";

  private final CatalogStorage storage;

  MetadataFile(CatalogStorage storage) {
    this.storage = storage;
  }

  List<MetadataEntry> read(Path file) throws IOException {
    if (Files.notExists(file)) {
      return List.of();
    }
    List<MetadataEntry> entries = new ArrayList<>();
    storage
        .entities()
        .read(file, KIND, QuerySchemaVersionMetadataResponse.class)
        .metadataInfoMap()
        .forEach((key, info) -> {
          for (OtherMetadataValueListItem other : info.otherMetadataValueList()) {
            entries.add(new MetadataEntry(key, other.metadataValue(), other.createdTime()));
          }
          entries.add(new MetadataEntry(key, info.metadataValue(), info.createdTime()));
        });
    return entries;
  }

  void write(Path file, List<MetadataEntry> entries) throws IOException {
    QuerySchemaVersionMetadataResponse body =
        QuerySchemaVersionMetadataResponse.builder().metadataInfoMap(byKey(entries)).build();
    storage.entities().write(file, KIND, body);
  }

  /** The latest value of each key, with the earlier ones beside it, oldest first. */
  static Map<String, MetadataInfo> byKey(List<MetadataEntry> entries) {
    Map<String, MetadataInfo> map = new LinkedHashMap<>();
    for (MetadataEntry entry : entries) {
      MetadataInfo earlier = map.get(entry.key());
      List<OtherMetadataValueListItem> others = new ArrayList<>();
      if (earlier != null) {
        others.addAll(earlier.otherMetadataValueList());
        others.add(
            OtherMetadataValueListItem.builder()
                .metadataValue(earlier.metadataValue())
                .createdTime(earlier.createdTime())
                .build());
      }
      map.put(
          entry.key(),
          MetadataInfo.builder()
              .metadataValue(entry.value())
              .createdTime(entry.createdTime())
              .otherMetadataValueList(others.isEmpty() ? null : others)
              .build());
    }
    return map;
  }
}

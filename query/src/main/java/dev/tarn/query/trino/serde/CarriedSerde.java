package dev.tarn.query.trino.serde;

import io.trino.hive.formats.HiveClassNames;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;

/**
 * A SerDe that is read here instead of by Trino. Its tables travel through Trino's planner under
 * the regular expression SerDe: one whose files are split like text, and that nothing writes.
 */
enum CarriedSerde {
  OPEN_CSV(HiveClassNames.OPENCSV_SERDE_CLASS);

  private static final String CARRIER = HiveClassNames.REGEX_SERDE_CLASS;

  /** Trino puts SerDe parameters over the descriptor's own input format. */
  private static final String INPUT_FORMAT = "file.inputformat";

  private static final String ORIGINAL = "tarn.original.serde";
  private static final String PREFIX = "dev.tarn.serde.";

  private final String library;

  CarriedSerde(String library) {
    this.library = library;
  }

  private static Optional<CarriedSerde> of(StorageDescriptor storage) {
    if (storage.serdeInfo() == null
        || !HiveClassNames.TEXT_INPUT_FORMAT_CLASS.equals(storage.inputFormat())) {
      return Optional.empty();
    }
    String library = storage.serdeInfo().serializationLibrary();
    for (CarriedSerde serde : values()) {
      if (serde.library.equals(library)) {
        return Optional.of(serde);
      }
    }
    return Optional.empty();
  }

  /** The descriptor as Trino's planner gets it. */
  static StorageDescriptor carry(StorageDescriptor storage) {
    return of(storage).map(serde -> serde.carried(storage)).orElse(storage);
  }

  private StorageDescriptor carried(StorageDescriptor storage) {
    var parameters = new HashMap<>(storage.serdeInfo().parameters());
    parameters.put(INPUT_FORMAT, PREFIX + name());
    parameters.put(ORIGINAL, library);
    return with(storage, CARRIER, parameters);
  }

  /** The descriptor as the catalog has it. */
  static StorageDescriptor restore(StorageDescriptor storage) {
    if (storage.serdeInfo() == null || !storage.serdeInfo().parameters().containsKey(ORIGINAL)) {
      return storage;
    }
    var parameters = new HashMap<>(storage.serdeInfo().parameters());
    parameters.remove(INPUT_FORMAT);
    return with(storage, parameters.remove(ORIGINAL), parameters);
  }

  private static StorageDescriptor with(
      StorageDescriptor storage, String library, Map<String, String> parameters) {
    return storage.toBuilder()
        .serdeInfo(
            storage.serdeInfo().toBuilder()
                .serializationLibrary(library)
                .parameters(parameters)
                .build())
        .build();
  }

  /** Whether a file's schema came from a table of this SerDe. */
  boolean reads(Map<String, String> schema) {
    return (PREFIX + name()).equals(schema.get(INPUT_FORMAT));
  }

  /** The schema with which Trino's own reader of this SerDe reads the file. */
  Map<String, String> original(Map<String, String> schema) {
    var restored = new HashMap<>(schema);
    restored.put(INPUT_FORMAT, HiveClassNames.TEXT_INPUT_FORMAT_CLASS);
    restored.put("serialization.lib", library);
    return restored;
  }

  String library() {
    return library;
  }
}

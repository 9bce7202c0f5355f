package dev.tarn.query.trino.serde;

import dev.tarn.query.engine.IonTables;
import io.trino.hive.formats.HiveClassNames;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;

/**
 * A SerDe, or a way to use one, that is read here instead of by Trino. Its tables travel through
 * Trino's planner under the regular expression SerDe: one whose files are split like text, and that
 * nothing writes. Those of OpenX JSON, which Trino writes, keep theirs and are only marked. Those
 * of Ion, which are written here, travel as Esri's: files that are not split, and that Trino has no
 * writer for.
 */
enum CarriedSerde {
  /** Trino's has columns of strings only. */
  OPEN_CSV(HiveClassNames.OPENCSV_SERDE_CLASS, ""),
  /** Trino's lets a key come twice. */
  OPENX_JSON(HiveClassNames.OPENX_JSON_SERDE_CLASS, ""),
  /** Trino's own reader under the name that it knows. */
  CONTRIB_REGEX("org.apache.hadoop.hive.contrib.serde2.RegexSerDe", ""),
  GROK("com.amazonaws.glue.serde.GrokSerDe", ""),
  ION("com.amazon.ionhiveserde.IonHiveSerDe", "com.amazon.ionhiveserde.formats.IonInputFormat"),
  /** Either the SerDe of that name, or the one for JSON, over this input format. */
  CLOUD_TRAIL(
      "com.amazon.emr.hive.serde.CloudTrailSerde",
      "com.amazon.emr.cloudtrail.CloudTrailInputFormat"),
  /** {@code avro.schema.url}, which Athena refuses. */
  AVRO_BY_URL(HiveClassNames.AVRO_SERDE_CLASS, HiveClassNames.AVRO_CONTAINER_INPUT_FORMAT_CLASS),
  /** {@code parquet.column.index.access}. */
  PARQUET_BY_INDEX(
      HiveClassNames.PARQUET_HIVE_SERDE_CLASS, HiveClassNames.MAPRED_PARQUET_INPUT_FORMAT_CLASS),
  /** {@code orc.column.index.access = false}. */
  ORC_BY_NAME(HiveClassNames.ORC_SERDE_CLASS, HiveClassNames.ORC_INPUT_FORMAT_CLASS);

  private static final String AVRO_SCHEMA_URL = "avro.schema.url";
  private static final String PARQUET_INDEX_ACCESS = "parquet.column.index.access";

  private static final String ORC_INDEX_ACCESS = "orc.column.index.access";
  private static final String CARRIER = HiveClassNames.REGEX_SERDE_CLASS;
  private static final String TEXT = HiveClassNames.TEXT_INPUT_FORMAT_CLASS;

  /** Trino puts SerDe parameters over the descriptor's own input format. */
  private static final String INPUT_FORMAT = IonTables.MARK_KEY;

  private static final String ORIGINAL_LIBRARY = "tarn.original.serde";
  private static final String ORIGINAL_OUTPUT = "tarn.original.outputformat";
  private static final String ORIGINAL_INPUT = "tarn.original.inputformat";
  private static final String WITH_SERDE = " with SerDe ";
  private static final String PREFIX = "dev.tarn.serde.";

  private static final Set<String> JSON_LIBRARIES =
      Set.of(
          HiveClassNames.JSON_SERDE_CLASS,
          HiveClassNames.LEGACY_JSON_SERDE_CLASS,
          HiveClassNames.OPENX_JSON_SERDE_CLASS);

  private final String library;
  private final String inputFormat;

  CarriedSerde(String library, String inputFormat) {
    this.library = library;
    this.inputFormat = inputFormat.isEmpty() ? HiveClassNames.TEXT_INPUT_FORMAT_CLASS : inputFormat;
  }

  private static Optional<CarriedSerde> of(
      StorageDescriptor storage, Map<String, String> tableParameters) {
    if (storage.serdeInfo() == null || storage.serdeInfo().serializationLibrary() == null) {
      return Optional.empty();
    }
    String library = storage.serdeInfo().serializationLibrary();
    Map<String, String> parameters = storage.serdeInfo().parameters();
    for (CarriedSerde serde : values()) {
      if (serde.inputFormat.equals(storage.inputFormat())
          && serde.isLibrary(library)
          && (serde.isUsed(parameters)
              || (serde == AVRO_BY_URL && serde.isUsed(tableParameters)))) {
        return Optional.of(serde);
      }
    }
    return Optional.empty();
  }

  private boolean isLibrary(String name) {
    return name.equals(library) || (this == CLOUD_TRAIL && JSON_LIBRARIES.contains(name));
  }

  private boolean isUsed(Map<String, String> parameters) {
    return switch (this) {
      case PARQUET_BY_INDEX -> "true".equalsIgnoreCase(parameters.get(PARQUET_INDEX_ACCESS));
      case ORC_BY_NAME -> "false".equalsIgnoreCase(parameters.get(ORC_INDEX_ACCESS));
      case AVRO_BY_URL -> parameters.containsKey(AVRO_SCHEMA_URL);
      case OPEN_CSV, OPENX_JSON, CONTRIB_REGEX, GROK, ION, CLOUD_TRAIL -> true;
    };
  }

  /**
   * The descriptor as Trino's planner gets it.
   *
   * @param tableParameters of the table, which may say where an Avro schema is
   */
  static StorageDescriptor carry(StorageDescriptor storage, Map<String, String> tableParameters) {
    return of(storage, tableParameters).map(serde -> serde.carried(storage)).orElse(storage);
  }

  /** Whether more than the descriptor decides how its files are read. */
  static boolean asksTable(@Nullable StorageDescriptor storage) {
    return storage != null
        && storage.serdeInfo() != null
        && AVRO_BY_URL.library.equals(storage.serdeInfo().serializationLibrary());
  }

  private StorageDescriptor carried(StorageDescriptor storage) {
    var parameters = new HashMap<>(storage.serdeInfo().parameters());
    if (this != CONTRIB_REGEX) {
      parameters.put(INPUT_FORMAT, mark());
    }
    if (this == OPENX_JSON) {
      // Athena gives its tables another output format than the one that Trino writes.
      if (storage.outputFormat() != null) {
        parameters.put(ORIGINAL_OUTPUT, storage.outputFormat());
      }
      return with(storage, library, TEXT, parameters).toBuilder()
          .outputFormat(HiveClassNames.HIVE_IGNORE_KEY_OUTPUT_FORMAT_CLASS)
          .build();
    }
    parameters.put(ORIGINAL_LIBRARY, storage.serdeInfo().serializationLibrary());
    parameters.put(ORIGINAL_INPUT, storage.inputFormat());
    if (this == ION) {
      if (storage.outputFormat() != null) {
        parameters.put(ORIGINAL_OUTPUT, storage.outputFormat());
      }
      return with(
              storage,
              HiveClassNames.ESRI_SERDE_CLASS,
              HiveClassNames.ESRI_INPUT_FORMAT_CLASS,
              parameters)
          .toBuilder()
          .outputFormat(HiveClassNames.HIVE_IGNORE_KEY_OUTPUT_FORMAT_CLASS)
          .build();
    }
    // Trino refuses to write such a table with a text that repeats its output format.
    String output = storage.outputFormat() + WITH_SERDE + describedLibrary(storage);
    return with(storage, CARRIER, TEXT, parameters).toBuilder().outputFormat(output).build();
  }

  private String describedLibrary(StorageDescriptor storage) {
    String name = storage.serdeInfo().serializationLibrary();
    return switch (this) {
      case PARQUET_BY_INDEX -> name + " and " + PARQUET_INDEX_ACCESS;
      case ORC_BY_NAME -> name + " and " + ORC_INDEX_ACCESS;
      case AVRO_BY_URL -> name + " and " + AVRO_SCHEMA_URL;
      case OPEN_CSV, OPENX_JSON, CONTRIB_REGEX, GROK, ION, CLOUD_TRAIL -> name;
    };
  }

  /** A text of Trino's about a table, with the name of the table's own SerDe. */
  static String named(String message) {
    String carrier = WITH_SERDE + CARRIER;
    int own = message.indexOf(WITH_SERDE);
    int carriers = message.lastIndexOf(carrier);
    return own < carriers
        ? message.substring(0, carriers) + message.substring(carriers + carrier.length())
        : message;
  }

  /** The descriptor as the catalog has it. */
  static StorageDescriptor restore(StorageDescriptor storage) {
    if (storage.serdeInfo() == null) {
      return storage;
    }
    var parameters = new HashMap<>(storage.serdeInfo().parameters());
    if (OPENX_JSON.reads(parameters)) {
      parameters.remove(INPUT_FORMAT);
      @Nullable String output = parameters.remove(ORIGINAL_OUTPUT);
      return with(storage, OPENX_JSON.library, TEXT, parameters).toBuilder()
          .outputFormat(output)
          .build();
    }
    @Nullable String library = parameters.remove(ORIGINAL_LIBRARY);
    if (library == null) {
      return storage;
    }
    if (ION.reads(parameters)) {
      parameters.remove(INPUT_FORMAT);
      @Nullable String output = parameters.remove(ORIGINAL_OUTPUT);
      return with(storage, library, parameters.remove(ORIGINAL_INPUT), parameters).toBuilder()
          .outputFormat(output)
          .build();
    }
    parameters.remove(INPUT_FORMAT);
    @Nullable String output = storage.outputFormat();
    int suffix = output == null ? -1 : output.indexOf(WITH_SERDE);
    return with(storage, library, parameters.remove(ORIGINAL_INPUT), parameters).toBuilder()
        .outputFormat(suffix < 0 ? output : output.substring(0, suffix))
        .build();
  }

  /** Whether it is the descriptor of a new Ion table, or perhaps that of a partition of one. */
  static boolean isNewIon(StorageDescriptor storage) {
    return storage.serdeInfo() != null
        && HiveClassNames.ESRI_SERDE_CLASS.equals(storage.serdeInfo().serializationLibrary())
        && !storage.serdeInfo().parameters().containsKey(ORIGINAL_LIBRARY);
  }

  /** The descriptor of a new Ion table as the catalog gets it. */
  static StorageDescriptor ion(StorageDescriptor storage, Map<String, String> serdeParameters) {
    return with(storage, ION.library, ION.inputFormat, serdeParameters).toBuilder()
        .outputFormat("com.amazon.ionhiveserde.formats.IonOutputFormat")
        .build();
  }

  /** Whether the catalog has it as an Ion table. */
  static boolean isIon(@Nullable StorageDescriptor storage) {
    return storage != null
        && storage.serdeInfo() != null
        && ION.library.equals(storage.serdeInfo().serializationLibrary())
        && ION.inputFormat.equals(storage.inputFormat());
  }

  private static StorageDescriptor with(
      StorageDescriptor storage,
      @Nullable String library,
      @Nullable String inputFormat,
      Map<String, String> parameters) {
    return storage.toBuilder()
        .inputFormat(inputFormat)
        .serdeInfo(
            storage.serdeInfo().toBuilder()
                .serializationLibrary(library)
                .parameters(parameters)
                .build())
        .build();
  }

  /** What the schema of a file of this SerDe has as its input format. */
  String mark() {
    return PREFIX + name();
  }

  /** Whether a file's schema came from a table of this SerDe. */
  boolean reads(Map<String, String> schema) {
    return mark().equals(schema.get(INPUT_FORMAT));
  }

  /** The schema with which Trino's own reader of this SerDe reads the file. */
  Map<String, String> original(Map<String, String> schema) {
    var restored = new HashMap<>(schema);
    restored.put(INPUT_FORMAT, inputFormat);
    restored.put("serialization.lib", library);
    return restored;
  }

  String library() {
    return library;
  }

  static String carrier() {
    return CARRIER;
  }
}

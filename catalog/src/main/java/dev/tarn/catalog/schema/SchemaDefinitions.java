package dev.tarn.catalog.schema;

import dev.tarn.catalog.schema.definition.DefinitionParser;
import dev.tarn.catalog.schema.definition.InvalidDefinitionException;
import dev.tarn.catalog.schema.definition.ParsedDefinition;
import dev.tarn.catalog.schema.definition.avro.AvroDefinitionParser;
import dev.tarn.catalog.schema.definition.json.JsonDefinitionParser;
import dev.tarn.catalog.schema.definition.protobuf.ProtobufDefinitionParser;
import dev.tarn.catalog.schema.repository.SchemaEntry;
import dev.tarn.catalog.schema.repository.VersionEntry;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.glue.model.DataFormat;

/** Parses definitions of every data format, and finds the version that has a given one. */
final class SchemaDefinitions {
  /**
   * Made on first use: their libraries would delay the start of a server that may not need them.
   */
  private final ConcurrentHashMap<DataFormat, DefinitionParser> parsers = new ConcurrentHashMap<>();

  /** Hashes of canonical definitions by the id of their version; a version never changes. */
  private final ConcurrentHashMap<String, String> hashes = new ConcurrentHashMap<>();

  ParsedDefinition parse(DataFormat format, String definition) throws InvalidDefinitionException {
    return parsers.computeIfAbsent(format, SchemaDefinitions::newParser).parse(definition);
  }

  private static DefinitionParser newParser(DataFormat format) {
    return switch (format) {
      case AVRO -> new AvroDefinitionParser();
      case JSON -> new JsonDefinitionParser();
      case PROTOBUF -> new ProtobufDefinitionParser();
      case UNKNOWN_TO_SDK_VERSION -> throw new IllegalArgumentException("No parser for " + format);
    };
  }

  /** Parses a caller's definition; an invalid one is the caller's error. */
  ParsedDefinition parseInput(DataFormat format, String definition) {
    try {
      return parse(format, definition);
    } catch (InvalidDefinitionException e) {
      var invalid = RegistryErrors.invalidDefinition(format.toString(), e.getMessage());
      invalid.addSuppressed(e);
      throw invalid;
    }
  }

  /** Parses the definition of a version, which was valid when it was registered. */
  ParsedDefinition parse(SchemaEntry schema, VersionEntry version) {
    try {
      return parse(schema.schema().dataFormat(), version.definition());
    } catch (InvalidDefinitionException e) {
      throw new IllegalStateException(
          "The definition of version " + version.id() + " is not valid any more", e);
    }
  }

  /** The version that has the same definition, apart from layout. */
  Optional<VersionEntry> find(SchemaEntry schema, String definition, ParsedDefinition parsed) {
    Optional<VersionEntry> literally =
        schema.versions().values().stream()
            .filter(version -> version.definition().equals(definition))
            .findFirst();
    if (literally.isPresent()) {
      return literally;
    }
    String hash = hash(parsed);
    return schema.versions().values().stream()
        .filter(version -> hash.equals(hashOf(schema, version)))
        .findFirst();
  }

  private String hashOf(SchemaEntry schema, VersionEntry version) {
    return hashes.computeIfAbsent(version.id(), id -> hash(parse(schema, version)));
  }

  private static String hash(ParsedDefinition definition) {
    try {
      byte[] canonical = definition.canonical().getBytes(StandardCharsets.UTF_8);
      return Base64.getEncoder()
          .encodeToString(MessageDigest.getInstance("SHA-256").digest(canonical));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}

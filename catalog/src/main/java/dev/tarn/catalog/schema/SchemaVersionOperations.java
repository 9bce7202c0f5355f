package dev.tarn.catalog.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tarn.catalog.schema.definition.CanonicalJson;
import dev.tarn.catalog.schema.definition.InvalidDefinitionException;
import dev.tarn.catalog.schema.definition.JsonPatch;
import dev.tarn.catalog.schema.definition.ParsedDefinition;
import dev.tarn.catalog.schema.repository.SchemaEntry;
import dev.tarn.catalog.schema.repository.SchemaRepository;
import dev.tarn.catalog.schema.repository.VersionEntry;
import dev.tarn.protocol.AwsErrors;
import dev.tarn.protocol.validation.Constraints;
import java.util.List;
import software.amazon.awssdk.services.glue.model.CheckSchemaVersionValidityRequest;
import software.amazon.awssdk.services.glue.model.CheckSchemaVersionValidityResponse;
import software.amazon.awssdk.services.glue.model.Compatibility;
import software.amazon.awssdk.services.glue.model.DataFormat;
import software.amazon.awssdk.services.glue.model.GetSchemaByDefinitionRequest;
import software.amazon.awssdk.services.glue.model.GetSchemaByDefinitionResponse;
import software.amazon.awssdk.services.glue.model.GetSchemaVersionRequest;
import software.amazon.awssdk.services.glue.model.GetSchemaVersionResponse;
import software.amazon.awssdk.services.glue.model.GetSchemaVersionsDiffRequest;
import software.amazon.awssdk.services.glue.model.GetSchemaVersionsDiffResponse;
import software.amazon.awssdk.services.glue.model.ListSchemaVersionsRequest;
import software.amazon.awssdk.services.glue.model.ListSchemaVersionsResponse;
import software.amazon.awssdk.services.glue.model.RegisterSchemaVersionRequest;
import software.amazon.awssdk.services.glue.model.RegisterSchemaVersionResponse;
import software.amazon.awssdk.services.glue.model.SchemaDiffType;
import software.amazon.awssdk.services.glue.model.SchemaVersionListItem;

/** Versions of schemas: register, read, find, list, compare. */
final class SchemaVersionOperations {
  private static final int LARGEST_PAGE = 100;
  private static final int LONGEST_ERROR = 5000;

  private final SchemaRepository repository;
  private final SchemaLookup lookup;
  private final SchemaDefinitions definitions;
  private final VersionRegistration registration;

  SchemaVersionOperations(
      SchemaRepository repository,
      SchemaLookup lookup,
      SchemaDefinitions definitions,
      VersionRegistration registration) {
    this.repository = repository;
    this.lookup = lookup;
    this.definitions = definitions;
    this.registration = registration;
  }

  RegisterSchemaVersionResponse registerSchemaVersion(RegisterSchemaVersionRequest request) {
    RegistryRules.required("schemaId", request.schemaId());
    String definition = RegistryRules.definition(request.schemaDefinition());
    VersionEntry version =
        repository.write(() -> {
          SchemaEntry schema = lookup.schema(request.schemaId());
          if (schema.schema().compatibility() == Compatibility.DISABLED) {
            throw RegistryErrors.versioningDisabled(request.schemaId());
          }
          ParsedDefinition parsed =
              registration.checkDefinition(schema.schema().dataFormat(), definition);
          return registration.register(schema, definition, parsed);
        });
    return RegisterSchemaVersionResponse.builder()
        .schemaVersionId(version.id())
        .versionNumber(version.number())
        .status(version.version().status())
        .build();
  }

  GetSchemaVersionResponse getSchemaVersion(GetSchemaVersionRequest request) {
    return lookup
        .version(request.schemaId(), request.schemaVersionNumber(), request.schemaVersionId())
        .version()
        .version();
  }

  GetSchemaByDefinitionResponse getSchemaByDefinition(GetSchemaByDefinitionRequest request) {
    RegistryRules.required("schemaId", request.schemaId());
    String definition = RegistryRules.definition(request.schemaDefinition());
    SchemaEntry schema = lookup.schema(request.schemaId());
    ParsedDefinition parsed =
        registration.checkDefinition(schema.schema().dataFormat(), definition);
    GetSchemaVersionResponse version =
        definitions
            .find(schema, definition, parsed)
            .orElseThrow(() -> RegistryErrors.definitionNotFound(request.schemaId()))
            .version();
    return GetSchemaByDefinitionResponse.builder()
        .schemaVersionId(version.schemaVersionId())
        .schemaArn(version.schemaArn())
        .dataFormat(version.dataFormat())
        .status(version.status())
        .createdTime(version.createdTime())
        .build();
  }

  ListSchemaVersionsResponse listSchemaVersions(ListSchemaVersionsRequest request) {
    RegistryRules.required("schemaId", request.schemaId());
    RegistryRules.page(request.maxResults(), LARGEST_PAGE);
    SchemaEntry schema = lookup.schema(request.schemaId());
    ListingPage<VersionEntry> page =
        ListingPage.of(
            schema.versions(),
            request.nextToken(),
            request.maxResults(),
            new ListingPage.TokenKey<>(String::valueOf, Long::valueOf));
    return ListSchemaVersionsResponse.builder()
        .schemas(page.map(SchemaVersionOperations::item))
        .nextToken(page.nextToken())
        .build();
  }

  private static SchemaVersionListItem item(VersionEntry entry) {
    GetSchemaVersionResponse version = entry.version();
    return SchemaVersionListItem.builder()
        .schemaArn(version.schemaArn())
        .schemaVersionId(version.schemaVersionId())
        .versionNumber(version.versionNumber())
        .status(version.status())
        .createdTime(version.createdTime())
        .build();
  }

  CheckSchemaVersionValidityResponse checkSchemaVersionValidity(
      CheckSchemaVersionValidityRequest request) {
    DataFormat format = RegistryRules.dataFormat(request.dataFormat());
    String definition = RegistryRules.definition(request.schemaDefinition());
    try {
      definitions.parse(format, definition);
      return CheckSchemaVersionValidityResponse.builder().valid(true).build();
    } catch (InvalidDefinitionException e) {
      String error = e.getMessage();
      return CheckSchemaVersionValidityResponse.builder()
          .valid(false)
          .error(error.substring(0, Math.min(error.length(), LONGEST_ERROR)))
          .build();
    }
  }

  /**
   * A JSON patch that turns the first definition into the second; one that replaces the whole where
   * definitions are no JSON.
   */
  GetSchemaVersionsDiffResponse getSchemaVersionsDiff(GetSchemaVersionsDiffRequest request) {
    RegistryRules.required("schemaId", request.schemaId());
    Constraints.withValues()
        .notNull("firstSchemaVersionNumber", request.firstSchemaVersionNumber())
        .notNull("secondSchemaVersionNumber", request.secondSchemaVersionNumber())
        .notNull("schemaDiffType", request.schemaDiffTypeAsString())
        .oneOf(
            "schemaDiffType",
            request.schemaDiffTypeAsString(),
            List.copyOf(SchemaDiffType.knownValues()))
        .orThrow(AwsErrors::validation);
    SchemaEntry schema = lookup.schema(request.schemaId());
    VersionEntry first =
        lookup.version(schema, request.schemaId(), request.firstSchemaVersionNumber());
    VersionEntry second =
        lookup.version(schema, request.schemaId(), request.secondSchemaVersionNumber());
    return GetSchemaVersionsDiffResponse.builder()
        .diff(JsonPatch.between(json(schema, first), json(schema, second)).toString())
        .build();
  }

  private static JsonNode json(SchemaEntry schema, VersionEntry version) {
    if (schema.schema().dataFormat() == DataFormat.PROTOBUF) {
      return TextNode.valueOf(version.definition());
    }
    try {
      return CanonicalJson.parse(version.definition());
    } catch (InvalidDefinitionException e) {
      throw new IllegalStateException(version.id(), e);
    }
  }
}

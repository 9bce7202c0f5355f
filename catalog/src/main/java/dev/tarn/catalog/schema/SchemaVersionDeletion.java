package dev.tarn.catalog.schema;

import dev.tarn.catalog.schema.repository.SchemaEntry;
import dev.tarn.catalog.schema.repository.SchemaRepository;
import dev.tarn.protocol.AwsErrors;
import dev.tarn.protocol.validation.Constraints;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.glue.model.DeleteSchemaVersionsRequest;
import software.amazon.awssdk.services.glue.model.DeleteSchemaVersionsResponse;
import software.amazon.awssdk.services.glue.model.SchemaId;
import software.amazon.awssdk.services.glue.model.SchemaVersionErrorItem;
import software.amazon.awssdk.services.glue.model.SchemaVersionNumber;

/**
 * Deletes versions, one or a range. With the checkpoint in the range nothing is deleted, and the
 * first version only goes with its schema (<a
 * href="https://docs.aws.amazon.com/glue/latest/webapi/API_DeleteSchemaVersions.html">documented
 * </a>).
 */
final class SchemaVersionDeletion {
  private static final Pattern VERSIONS = Pattern.compile("[1-9][0-9]*|[1-9][0-9]*-[1-9][0-9]*");
  private static final long LARGEST_NUMBER = 100_000;
  private static final int MOST_DIGITS = 9;

  private final SchemaRepository repository;
  private final SchemaLookup lookup;

  SchemaVersionDeletion(SchemaRepository repository, SchemaLookup lookup) {
    this.repository = repository;
    this.lookup = lookup;
  }

  DeleteSchemaVersionsResponse deleteSchemaVersions(DeleteSchemaVersionsRequest request) {
    RegistryRules.required("schemaId", request.schemaId());
    Range range = Range.parse(RegistryRules.required("versions", request.versions()));
    List<SchemaVersionErrorItem> errors =
        repository.write(() -> {
          SchemaEntry schema = lookup.schema(request.schemaId());
          if (range.contains(schema.schema().schemaCheckpoint())) {
            throw RegistryErrors.invalid(
                "The checkpoint version cannot be deleted. VersionNumber: "
                    + schema.schema().schemaCheckpoint());
          }
          List<SchemaVersionErrorItem> found = new ArrayList<>();
          SchemaEntry changed = schema;
          for (long number = range.first(); number <= range.last(); number++) {
            if (number == 1) {
              found.add(firstVersion());
            } else if (changed.version(number).isEmpty()) {
              found.add(missing(request.schemaId(), number));
            } else {
              changed = changed.withoutVersion(number);
            }
          }
          repository.put(changed);
          return found;
        });
    return DeleteSchemaVersionsResponse.builder().schemaVersionErrors(errors).build();
  }

  private static SchemaVersionErrorItem firstVersion() {
    return error(
        1,
        "InvalidInputException",
        "The first schema version can only be deleted together with its schema.");
  }

  private static SchemaVersionErrorItem missing(SchemaId id, long number) {
    var missing =
        RegistryErrors.versionNotFound(
            id, SchemaVersionNumber.builder().versionNumber(number).build());
    return error(number, AwsErrors.code(missing), String.valueOf(AwsErrors.message(missing)));
  }

  private static SchemaVersionErrorItem error(long number, String code, String message) {
    return SchemaVersionErrorItem.builder()
        .versionNumber(number)
        .errorDetails(details -> details.errorCode(code).errorMessage(message))
        .build();
  }

  /** Version numbers, both ends included. */
  private record Range(long first, long last) {
    static Range parse(String text) {
      Constraints.withValues()
          .length("versions", text, 1, (int) LARGEST_NUMBER)
          .pattern("versions", text, VERSIONS)
          .orThrow(AwsErrors::validation);
      int dash = text.indexOf('-');
      Range range =
          dash < 0
              ? new Range(number(text), number(text))
              : new Range(number(text.substring(0, dash)), number(text.substring(dash + 1)));
      if (range.first > range.last || range.last > LARGEST_NUMBER) {
        throw RegistryErrors.invalid("The range of versions is not valid: " + text);
      }
      return range;
    }

    /** More digits than any number here has are as good as too large. */
    private static long number(String digits) {
      return digits.length() > MOST_DIGITS ? Long.MAX_VALUE : Long.parseLong(digits);
    }

    boolean contains(Long number) {
      return number >= first && number <= last;
    }
  }
}

package dev.tarn.catalog.schema;

import dev.tarn.protocol.AwsErrors;
import dev.tarn.protocol.validation.Constraints;
import dev.tarn.protocol.validation.TextRule;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.model.Compatibility;
import software.amazon.awssdk.services.glue.model.DataFormat;

/**
 * What the members of requests may hold (<a
 * href="https://docs.aws.amazon.com/glue/latest/webapi/API_SchemaId.html">API reference</a>). The
 * registry has its own sentences for most of it; the rest is in those of AWS's framework.
 */
final class RegistryRules {
  private static final int NAME_LENGTH = 255;
  private static final int ARN_LENGTH = 10_240;
  private static final int DESCRIPTION_LENGTH = 2048;
  private static final int DEFINITION_LENGTH = 170_000;
  private static final int METADATA_LENGTH = 256;
  private static final int MOST_TAGS = 50;

  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9\\-_$#.]+");
  private static final Pattern ARN = Pattern.compile("arn:aws(-(cn|us-gov|iso(-[bef])?))?:glue:.*");
  private static final Pattern MULTI_LINE =
      Pattern.compile("[\\u0020-\\uD7FF\\uE000-\\uFFFD\\uD800\\uDC00-\\uDBFF\\uDFFF\\r\\n\\t]*");
  private static final Pattern METADATA = Pattern.compile("[a-zA-Z0-9+\\-=._./@]+");
  private static final Pattern VERSION_ID =
      Pattern.compile("[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}");
  private static final TextRule TAG_KEY = TextRule.length(1, 128);
  private static final TextRule TAG_VALUE = TextRule.length(0, 256);

  private RegistryRules() {}

  /** The member must be there; when it is, it is returned. */
  static <T> T required(String path, @Nullable T value) {
    Constraints.withValues().notNull(path, value).orThrow(AwsErrors::validation);
    if (value == null) {
      throw new IllegalStateException("Null was refused: " + path);
    }
    return value;
  }

  static String name(String path, @Nullable String value) {
    return text(path, required(path, value), NAME_LENGTH, NAME);
  }

  static String arn(String path, String value) {
    return text(path, value, ARN_LENGTH, ARN);
  }

  static void description(@Nullable String value) {
    if (value != null && !value.isEmpty()) {
      text("description", value, DESCRIPTION_LENGTH, MULTI_LINE);
    }
  }

  static String definition(@Nullable String value) {
    String definition = required("schemaDefinition", value);
    if (definition.isEmpty() || definition.length() > DEFINITION_LENGTH) {
      throw RegistryErrors.tooLongOrShort("SchemaDefinition");
    }
    if (definition.isBlank()) {
      throw RegistryErrors.illegalCharacters("SchemaDefinition");
    }
    return definition;
  }

  static String versionId(String value) {
    if (!VERSION_ID.matcher(value).matches()) {
      throw RegistryErrors.illegalCharacters("SchemaVersionId");
    }
    return value;
  }

  static String metadataKey(@Nullable String value) {
    return text("key", required("metadataKeyValue.metadataKey", value), METADATA_LENGTH, METADATA);
  }

  static String metadataValue(@Nullable String value) {
    return text(
        "value", required("metadataKeyValue.metadataValue", value), METADATA_LENGTH, METADATA);
  }

  static DataFormat dataFormat(@Nullable DataFormat value) {
    DataFormat format = required("dataFormat", value);
    if (format == DataFormat.UNKNOWN_TO_SDK_VERSION) {
      throw RegistryErrors.invalid("Data format is not valid.");
    }
    return format;
  }

  static void compatibility(@Nullable Compatibility value) {
    if (value == Compatibility.UNKNOWN_TO_SDK_VERSION) {
      throw RegistryErrors.invalid("Compatibility is not valid.");
    }
  }

  static void tags(Map<String, String> tags) {
    if (tags.size() > MOST_TAGS) {
      throw RegistryErrors.invalid("New Tags cannot be empty or more than 50");
    }
    Constraints.withValues()
        .eachKey("tags", tags, TAG_KEY)
        .eachValue("tags", tags, TAG_VALUE)
        .orThrow(AwsErrors::validation);
  }

  static void page(@Nullable Integer maxResults, int largest) {
    Constraints.withValues()
        .range("maxResults", maxResults, 1, largest)
        .orThrow(AwsErrors::validation);
  }

  private static String text(String parameter, String value, int longest, Pattern pattern) {
    if (value.isEmpty() || value.length() > longest) {
      throw RegistryErrors.tooLongOrShort(parameter);
    }
    if (!pattern.matcher(value).matches()) {
      throw RegistryErrors.illegalCharacters(parameter);
    }
    return value;
  }
}

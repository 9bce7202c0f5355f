package dev.tarn.protocol.validation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Collects the violations of one request, in the order in which they are checked, and ends in one
 * exception that names them all. An absent member violates nothing but {@link #notNull}. Members
 * are named as AWS does: lower camel case, {@code filters.1.member.fieldName} inside a list.
 *
 * <pre>{@code
 * Constraints.withoutValues()
 *     .notNull("queryString", request.queryString())
 *     .length("queryString", request.queryString(), 1, 262144)
 *     .orThrow(message -> InvalidRequestException.builder().message(message).build());
 * }</pre>
 */
public final class Constraints {
  private final boolean valuesShown;
  private final List<String> violations = new ArrayList<>();

  private Constraints(boolean valuesShown) {
    this.valuesShown = valuesShown;
  }

  /** Violations repeat the value: {@code Value 'x' at 'name' failed …}; Glue's way. */
  public static Constraints withValues() {
    return new Constraints(true);
  }

  /** Violations keep the value back: {@code Value at 'name' failed …}; Athena's way. */
  public static Constraints withoutValues() {
    return new Constraints(false);
  }

  /** The path of a list's item, for example {@code filters.1.member}; counts from 0. */
  public static String item(String listPath, int index) {
    return listPath + "." + (index + 1) + ".member";
  }

  public Constraints notNull(String path, @Nullable Object value) {
    if (value == null) {
      violations.add(
          "Value null at '" + path + "' failed to satisfy constraint: Member must not be null");
    }
    return this;
  }

  /** The number of characters, a pair of surrogates being one. */
  public Constraints length(String path, @Nullable String value, int min, int max) {
    return value == null
        ? this
        : count(path, value, value.codePointCount(0, value.length()), min, max);
  }

  /** The number of elements. */
  public Constraints size(String path, @Nullable Collection<?> value, int min, int max) {
    return value == null ? this : count(path, value, value.size(), min, max);
  }

  /** The number of entries. */
  public Constraints size(String path, @Nullable Map<?, ?> value, int min, int max) {
    return value == null ? this : count(path, value, value.size(), min, max);
  }

  public Constraints range(String path, @Nullable Number value, long min, long max) {
    if (value != null && value.doubleValue() < min) {
      add(path, value, "Member must have value greater than or equal to " + min);
    }
    if (value != null && value.doubleValue() > max) {
      add(path, value, "Member must have value less than or equal to " + max);
    }
    return this;
  }

  /** The whole value must match. */
  public Constraints pattern(String path, @Nullable String value, Pattern pattern) {
    if (value != null && !pattern.matcher(value).matches()) {
      add(path, value, "Member must satisfy regular expression pattern: " + pattern);
    }
    return this;
  }

  /**
   * The value, as text, must be one of an SDK enum's.
   *
   * @param allowed for example {@code QueryResultType.knownValues()}; named in this order
   */
  public Constraints oneOf(String path, @Nullable String value, Collection<?> allowed) {
    if (value != null && allowed.stream().noneMatch(known -> known.toString().equals(value))) {
      add(path, value, enumTail(allowed));
    }
    return this;
  }

  /** Every string of a list must satisfy the rule; one violation, for the list as a whole. */
  public Constraints each(String path, @Nullable Collection<String> values, TextRule rule) {
    if (values != null && !values.stream().allMatch(rule::accepts)) {
      add(path, values, "Member must satisfy constraint: " + rule.describe());
    }
    return this;
  }

  public Constraints eachKey(String path, @Nullable Map<String, ?> values, TextRule rule) {
    if (values != null && !values.keySet().stream().allMatch(rule::accepts)) {
      add(path, values, "Map keys must satisfy constraint: " + rule.describe());
    }
    return this;
  }

  public Constraints eachValue(String path, @Nullable Map<?, String> values, TextRule rule) {
    if (values != null && !values.values().stream().allMatch(rule::accepts)) {
      add(path, values, "Map value must satisfy constraint: " + rule.describe());
    }
    return this;
  }

  /** So far. */
  public boolean isSatisfied() {
    return violations.isEmpty();
  }

  /** Throws what the service makes of AWS's sentence, when anything was violated. */
  public void orThrow(Function<String, ? extends AwsServiceException> error) {
    if (!violations.isEmpty()) {
      throw error.apply(message());
    }
  }

  private String message() {
    String errors = violations.size() == 1 ? " validation error" : " validation errors";
    return violations.size() + errors + " detected: " + String.join("; ", violations);
  }

  private Constraints count(String path, Object value, int count, int min, int max) {
    if (count < min) {
      add(path, value, "Member must have length greater than or equal to " + min);
    }
    if (count > max) {
      add(path, value, "Member must have length less than or equal to " + max);
    }
    return this;
  }

  private void add(String path, Object value, String constraint) {
    String shown = valuesShown ? "Value '" + value + "'" : "Value";
    violations.add(shown + " at '" + path + "' failed to satisfy constraint: " + constraint);
  }

  static String enumTail(Collection<?> allowed) {
    return "Member must satisfy enum value set: " + allowed.stream().map(Object::toString).toList();
  }
}

package dev.tarn.protocol.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tarn.protocol.AwsErrors;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.glue.model.TriggerType;

class ConstraintsTest {
  private static String messageOf(Constraints constraints) {
    try {
      constraints.orThrow(AwsErrors::validation);
    } catch (AwsServiceException e) {
      return e.awsErrorDetails().errorMessage();
    }
    return "satisfied";
  }

  @Test
  void oneViolationInAthenasWords() {
    assertThat(messageOf(Constraints.withoutValues().notNull("queryExecutionId", null)))
        .isEqualTo(
            "1 validation error detected: Value null at 'queryExecutionId' failed to satisfy"
                + " constraint: Member must not be null");
    assertThat(
            messageOf(
                Constraints.withoutValues().length("queryString", "x".repeat(262145), 1, 262144)))
        .isEqualTo(
            "1 validation error detected: Value at 'queryString' failed to satisfy constraint:"
                + " Member must have length less than or equal to 262144");
    assertThat(messageOf(Constraints.withoutValues().range("maxResults", 0, 1, 50)))
        .isEqualTo(
            "1 validation error detected: Value at 'maxResults' failed to satisfy constraint:"
                + " Member must have value greater than or equal to 1");
  }

  @Test
  void severalAreJoinedInTheOrderOfTheChecks() {
    assertThat(
            messageOf(
                Constraints.withoutValues()
                    .length("nextToken", "", 1, 1024)
                    .range("maxResults", 51, 1, 50)))
        .isEqualTo(
            "2 validation errors detected: Value at 'nextToken' failed to satisfy constraint:"
                + " Member must have length greater than or equal to 1; Value at 'maxResults'"
                + " failed to satisfy constraint: Member must have value less than or equal to"
                + " 50");
  }

  @Test
  void gluesWordsRepeatTheValue() {
    assertThat(
            messageOf(
                Constraints.withValues()
                    .pattern(Constraints.item("names", 0), "a b", Pattern.compile("[a-z]+"))
                    .oneOf("type", "NEVER", TriggerType.knownValues().stream().sorted().toList())
                    .size("tables", List.of(), 1, 10)))
        .isEqualTo(
            "3 validation errors detected: Value 'a b' at 'names.1.member' failed to satisfy"
                + " constraint: Member must satisfy regular expression pattern: [a-z]+; Value"
                + " 'NEVER' at 'type' failed to satisfy constraint: Member must satisfy enum value"
                + " set: [SCHEDULED, CONDITIONAL, ON_DEMAND, EVENT]; Value '[]' at 'tables' failed"
                + " to satisfy constraint: Member must have length greater than or equal to 1");
  }

  @Test
  void elementsAreNamedWithTheirWholeRule() {
    assertThat(
            messageOf(
                Constraints.withValues()
                    .each("methods", List.of("GET", "OPTIONS"), TextRule.length(0, 6))))
        .endsWith(
            "Value '[GET, OPTIONS]' at 'methods' failed to satisfy constraint: Member must satisfy"
                + " constraint: [Member must have length less than or equal to 6, Member must have"
                + " length greater than or equal to 0]");
    TextRule key = TextRule.length(1, 3, Pattern.compile("[a-z]*"));
    assertThat(messageOf(Constraints.withoutValues().eachKey("tags", Map.of("A", "v"), key)))
        .endsWith(
            "Value at 'tags' failed to satisfy constraint: Map keys must satisfy constraint:"
                + " [Member must have length less than or equal to 3, Member must have length"
                + " greater than or equal to 1, Member must satisfy regular expression pattern:"
                + " [a-z]*]");
    assertThat(messageOf(Constraints.withoutValues().eachValue("tags", Map.of("a", ""), key)))
        .contains("Map value must satisfy constraint: [");
    assertThat(
            messageOf(
                Constraints.withoutValues()
                    .each("kinds", List.of("x"), TextRule.oneOf(List.of("a", "b")))))
        .endsWith("Member must satisfy constraint: [Member must satisfy enum value set: [a, b]]");
  }

  @Test
  void absentMembersAndBoundsSatisfy() {
    Constraints constraints =
        Constraints.withValues()
            .notNull("a", "")
            .length("b", null, 1, 2)
            .length("c", "\uD83D\uDE00\uD83D\uDE00", 2, 2)
            .range("d", null, 1, 2)
            .range("e", 1, 1, 2)
            .range("f", 2L, 1, 2)
            .pattern("g", null, Pattern.compile("x"))
            .oneOf("h", null, List.of("a"))
            .oneOf("i", "EVENT", TriggerType.knownValues())
            .each("j", List.of("abc"), TextRule.length(3, 3))
            .each("k", null, TextRule.length(3, 3))
            .size("l", List.of(1), 1, 1);
    assertThat(constraints.isSatisfied()).isTrue();
    constraints.orThrow(AwsErrors::validation);
  }

  @Test
  void theServiceChoosesTheException() {
    assertThatExceptionOfType(AwsServiceException.class)
        .isThrownBy(() ->
            Constraints.withValues()
                .notNull("x", null)
                .orThrow(message -> AwsErrors.of("InvalidInputException", message, 400)))
        .satisfies(e -> assertThat(AwsErrors.code(e)).isEqualTo("InvalidInputException"));
  }
}

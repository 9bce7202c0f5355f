package dev.tarn.conformance.golden;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One statement and what Athena answers to it. Texts may hold placeholders, see {@link
 * Placeholders}.
 *
 * @param source where the expectation comes from
 * @param uncertain what of it is not known for AWS; empty when all is
 * @param given what this statement needs besides the area's prelude
 * @param context the QueryExecutionContext; without one it is the area's database
 * @param then statements whose rows show what the statement has done
 */
record GoldenCase(
    String name,
    String source,
    Optional<String> uncertain,
    List<Step> given,
    String sql,
    Optional<Map<String, String>> context,
    List<String> parameters,
    Expectation expected,
    List<Then> then) {
  /** A statement that must succeed with these rows. */
  record Then(String sql, List<List<Optional<String>>> rows) {}
}

package dev.tarn.query.dialect;

import java.util.Optional;
import software.amazon.awssdk.services.athena.model.StatementType;

/**
 * A statement that StartQueryExecution accepts although it is already clear that its execution
 * fails: Athena's Hive parser or its Iceberg service rejects it later.
 *
 * @param reason the execution's StateChangeReason
 * @param errorMessage the AthenaError's message
 */
public record RefusedStatement(
    String echo,
    Optional<String> echoDatabase,
    StatementType statementType,
    String substatementType,
    String reason,
    int errorCategory,
    int errorType,
    String errorMessage)
    implements HiveStatement {

  /** The Iceberg service's refusal: its reason has no {@code FAILED:} in front. */
  static RefusedStatement unsupportedByIceberg(String echo, String substatement, String reason) {
    return new RefusedStatement(
        echo, Optional.empty(), StatementType.DDL, substatement, reason, 2, 1200, reason);
  }
}

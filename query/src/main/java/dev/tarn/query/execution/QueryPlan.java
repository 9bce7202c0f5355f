package dev.tarn.query.execution;

import dev.tarn.query.dialect.DialectContext;
import dev.tarn.query.dialect.ParsedStatement;
import dev.tarn.query.result.ResultKind;
import dev.tarn.storage.ObjectKey;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What has to be done for one query, and where its result goes.
 *
 * @param statement what is to be run; for EXECUTE the prepared statement, when there is one
 * @param location the object that OutputLocation names, written or not
 * @param objectHeaders what S3 keeps with every object of the result
 * @param scanCutoffBytes how much the query may read before it is cancelled
 * @param reuseKey what other queries must have to be answered with this one's result
 */
record QueryPlan(
    String id,
    String workGroup,
    ParsedStatement statement,
    DialectContext context,
    ObjectKey location,
    ResultKind kind,
    String contentType,
    Map<String, String> objectHeaders,
    OptionalLong scanCutoffBytes,
    Optional<String> reuseKey,
    Route route) {
  /** The same query, not run but answered with the result of an earlier one. */
  QueryPlan reusing(EndedExecution earlier) {
    return new QueryPlan(
        id,
        workGroup,
        statement,
        context,
        ObjectKey.parse(earlier.execution().resultConfiguration().outputLocation()),
        kind,
        contentType,
        objectHeaders,
        scanCutoffBytes,
        Optional.empty(),
        new Route.Reuse(earlier));
  }
}

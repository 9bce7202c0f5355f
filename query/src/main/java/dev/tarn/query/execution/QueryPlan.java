package dev.tarn.query.execution;

import dev.tarn.query.dialect.DialectContext;
import dev.tarn.query.dialect.ParsedStatement;
import dev.tarn.query.result.ResultKind;
import dev.tarn.storage.ObjectKey;
import java.util.OptionalLong;

/**
 * What has to be done for one query, and where its result goes.
 *
 * @param statement what is to be run; for EXECUTE the prepared statement, when there is one
 * @param location the object that OutputLocation names, written or not
 * @param scanCutoffBytes how much the query may read before it is cancelled
 */
record QueryPlan(
    String id,
    String workGroup,
    ParsedStatement statement,
    DialectContext context,
    ObjectKey location,
    ResultKind kind,
    String contentType,
    OptionalLong scanCutoffBytes) {}

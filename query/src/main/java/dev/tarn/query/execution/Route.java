package dev.tarn.query.execution;

import dev.tarn.query.failure.QueryFailure;

/** What becomes of an accepted query. */
sealed interface Route {
  /** It is run. */
  record Run() implements Route {}

  /** The result of an earlier query is its result. */
  record Reuse(EndedExecution earlier) implements Route {}

  /** It fails when it is its turn. */
  record Refuse(QueryFailure failure) implements Route {}
}

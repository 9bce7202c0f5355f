package dev.tarn.query.execution;

import java.time.Duration;

/** Holds queries up on purpose, so that what waits for them can be tested. Asked once a query. */
public interface QueryPace {
  /** Nothing is held up. */
  QueryPace UNHURRIED =
      new QueryPace() {
        @Override
        public Duration queued() {
          return Duration.ZERO;
        }

        @Override
        public Duration running() {
          return Duration.ZERO;
        }
      };

  /** How long the query stays QUEUED before its turn. */
  Duration queued();

  /** How long the query is RUNNING before anything is done. */
  Duration running();
}

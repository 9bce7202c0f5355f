package dev.tarn.query.trino;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Quiets what Trino says at every start (hundreds of lines of its configuration) and at every
 * Iceberg commit. A level that the user's logging configuration sets is left alone.
 */
final class EngineLogging {
  /** Kept here because the JDK forgets loggers that nobody refers to, with their levels. */
  private static final List<Logger> CHATTY =
      List.of(
          Logger.getLogger("io.trino"),
          Logger.getLogger("io.airlift"),
          Logger.getLogger("org.apache.iceberg"),
          Logger.getLogger("org.eclipse.jetty"),
          Logger.getLogger("org.glassfish.jersey"),
          Logger.getLogger("org.hibernate.validator"));

  /** Warns at every start that the node, this process, does not answer yet. */
  private static final Logger NODE_MEMORY = Logger.getLogger("io.trino.memory.RemoteNodeMemory");

  /** Warns after each commit because Trino, on purpose, hands out the metadata from before it. */
  private static final Logger ICEBERG_CLEAN_UP =
      Logger.getLogger("org.apache.iceberg.BaseTransaction");

  private EngineLogging() {}

  static void quiet() {
    CHATTY.forEach(logger -> raise(logger, Level.WARNING));
    raise(NODE_MEMORY, Level.SEVERE);
    raise(ICEBERG_CLEAN_UP, Level.SEVERE);
  }

  private static void raise(Logger logger, Level level) {
    if (logger.getLevel() == null) {
      logger.setLevel(level);
    }
  }
}

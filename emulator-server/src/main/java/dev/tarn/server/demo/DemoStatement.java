package dev.tarn.server.demo;

import java.util.List;

/** A statement and the rows it must give, without the header; cells as Athena writes them. */
record DemoStatement(String title, String sql, List<List<String>> expectedRows) {
  /** Athena puts a header row before the rows of a SELECT, and of nothing else. */
  int headers() {
    return sql.startsWith("SELECT") ? 1 : 0;
  }
}

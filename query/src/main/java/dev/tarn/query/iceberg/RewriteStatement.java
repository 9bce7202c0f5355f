package dev.tarn.query.iceberg;

import dev.tarn.catalog.iceberg.TableScan.ScannedFile;
import dev.tarn.query.engine.IcebergTask;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Narrows the engine's statement, which ends in a condition, down to the chosen files. Nothing in
 * front of its end moves, so that positions in it stay.
 */
final class RewriteStatement {
  private RewriteStatement() {}

  static String of(String sql, List<ScannedFile> all, List<ScannedFile> chosen) {
    if (!chosen.isEmpty()) {
      // Only a statement that does not name files takes their delete files away.
      long limit =
          chosen.stream()
              .filter(RewriteStatement::isWhole)
              .mapToLong(ScannedFile::bytes)
              .max()
              .orElse(0);
      Set<ScannedFile> rewritten = new HashSet<>(chosen);
      boolean sizeTells =
          all.stream()
              .filter(file -> !rewritten.contains(file))
              .allMatch(file -> isWhole(file) && file.bytes() > limit);
      if (sizeTells) {
        String width = "%0" + (IcebergTask.Optimize.ANY_SIZE.length() - 1) + "dB";
        int at =
            sql.indexOf(IcebergTask.Optimize.ANY_SIZE); // the condition behind it is the user's
        return new StringBuilder(sql)
            .replace(at, at + IcebergTask.Optimize.ANY_SIZE.length(), width.formatted(limit))
            .toString();
      }
    }
    String condition =
        chosen.isEmpty()
            ? "\"$path\" = ''"
            : chosen.stream()
                .map(file -> "'" + file.location().replace("'", "''") + "'")
                .collect(Collectors.joining(", ", "\"$path\" IN (", ")"));
    return sql + "\nAND " + condition;
  }

  private static boolean isWhole(ScannedFile file) {
    return file.deleteFiles() == 0;
  }
}

package dev.tarn.query.ddl;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The patterns of SHOW TABLES and SHOW DATABASES; both match whole names. */
final class NamePattern {
  private static final String ANY = "*";

  private final Pattern pattern;

  private NamePattern(Pattern pattern) {
    this.pattern = pattern;
  }

  /** {@code *} stands for any characters and {@code |} separates alternatives; without case. */
  static NamePattern ofTables(Optional<String> pattern) throws StatementFailure {
    String regex =
        Stream.of(pattern.orElse(ANY).split("\\|", -1))
            .map(alternative -> "(" + alternative.trim().replace(ANY, ".*") + ")")
            .collect(Collectors.joining("|"));
    return new NamePattern(compile(regex, Pattern.CASE_INSENSITIVE));
  }

  /** A regular expression, measured; only a lone {@code *} is a wildcard. */
  static NamePattern ofDatabases(Optional<String> pattern) throws StatementFailure {
    String regex = pattern.orElse(ANY);
    return new NamePattern(compile(regex.equals(ANY) ? ".*" : regex, 0));
  }

  private static Pattern compile(String regex, int flags) throws StatementFailure {
    try {
      return Pattern.compile(regex, flags);
    } catch (PatternSyntaxException e) {
      throw Failures.execution(
          "java.util.regex.PatternSyntaxException: " + e.getDescription(), e.getDescription());
    }
  }

  List<String> filter(List<String> names) {
    return names.stream().filter(name -> pattern.matcher(name).matches()).toList();
  }
}

package dev.tarn.query.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.query.dialect.DatabaseStatement.CreateDatabase;
import dev.tarn.query.dialect.TableStatement.CreateTable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;

/** The Hive-style grammar on names, strings, comments and arbitrary texts. */
final class HiveGrammarPropertyTest {
  private static final DialectContext CONTEXT =
      new DialectContext("AwsDataCatalog", Optional.empty(), "s3://b/", "q", List.of());

  private final AthenaDialect dialect = new AthenaDialect(new FakeTables(), () -> "id");

  @Property(tries = 300)
  void anyNameInBackticksIsThatName(@ForAll("names") String name) {
    String quoted = "`" + name.replace("`", "``") + "`";

    CreateDatabase statement = (CreateDatabase) dialect.parse("CREATE DATABASE " + quoted, CONTEXT);

    assertThat(statement.database()).isEqualTo(name.toLowerCase(Locale.ROOT));
  }

  @Property(tries = 300)
  void anyStringKeepsItsValueButForItsGaps(
      @ForAll("texts") String value, @ForAll boolean doubleQuotes) {
    String quote = doubleQuotes ? "\"" : "'";
    String literal = quote + value.replace("\\", "\\\\").replace(quote, "\\" + quote) + quote;

    CreateDatabase statement =
        (CreateDatabase)
            dialect.parse(
                "CREATE DATABASE x WITH DBPROPERTIES (" + literal + "=" + literal + ")", CONTEXT);

    String shortened = value.replaceAll("[ \\t-\\r]{2,}", " ");
    assertThat(statement.properties()).isEqualTo(Map.of(shortened, shortened));
  }

  @Property(tries = 300)
  void commentsAndBlanksMayStandBetweenAnyTokens(@ForAll("gaps") List<String> gaps) {
    String[] tokens =
        ("CREATE EXTERNAL TABLE IF NOT EXISTS db . t ( a array < struct < x : int > > COMMENT 'c'"
                + " , b decimal ( 10 , 2 ) ) PARTITIONED BY ( p string ) ROW FORMAT DELIMITED"
                + " FIELDS TERMINATED BY ',' STORED AS TEXTFILE LOCATION 's3://b/x/'"
                + " TBLPROPERTIES ( 'k' = 'v' )")
            .split(" ");
    StringBuilder sql = new StringBuilder();
    for (int i = 0; i < tokens.length; i++) {
      sql.append(tokens[i]).append(gaps.get(i % gaps.size()));
    }

    CreateTable plain = (CreateTable) dialect.parse(String.join(" ", tokens), CONTEXT);
    CreateTable spaced = (CreateTable) dialect.parse(sql.toString(), CONTEXT);

    assertThat(spaced).usingRecursiveComparison().ignoringFields("echo").isEqualTo(plain);
  }

  @Property(tries = 1000)
  void anyTextIsParsedOrRefused(@ForAll("statements") String sql) {
    try {
      assertThat(dialect.parse(sql, CONTEXT)).isNotNull();
    } catch (InvalidRequestException e) {
      assertThat(e.awsErrorDetails().errorMessage()).isNotBlank();
    }
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.strings()
        .withCharRange('a', 'z')
        .withChars("AZ09_-` ;'\"/*-é字\uD83D\uDE00".toCharArray())
        .ofMinLength(1)
        .ofMaxLength(12)
        .filter(HiveGrammarPropertyTest::isWellFormed);
  }

  private static boolean isWellFormed(String text) {
    return text.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings()
        .withCharRange(' ', '~')
        .withChars("\n\t\r;'\"\\é字".toCharArray())
        .ofMaxLength(20);
  }

  @Provide
  Arbitrary<List<String>> gaps() {
    return Arbitraries.of(" ", "\n", "\t \r\n", " -- c;'`\n", "/* ; ' ` */", " /**/ ", "/*\n*/")
        .list()
        .ofMinSize(1)
        .ofMaxSize(9);
  }

  @Provide
  Arbitrary<String> statements() {
    return Arbitraries.of(
            "CREATE",
            "EXTERNAL",
            "TABLE",
            "ALTER",
            "DROP",
            "SHOW",
            "DESCRIBE",
            "MSCK",
            "REPAIR",
            "ADD",
            "PARTITION",
            "COLUMNS",
            "TABLES",
            "IN",
            "LIKE",
            "IF",
            "NOT",
            "EXISTS",
            "AS",
            "SELECT",
            "WITH",
            "FROM",
            "INSERT",
            "INTO",
            "OPTIMIZE",
            "REWRITE",
            "DATA",
            "USING",
            "BIN_PACK",
            "EXECUTE",
            "PREPARE",
            "DEALLOCATE",
            "t",
            "db",
            ".",
            ",",
            "(",
            ")",
            "=",
            "'x'",
            "\"x\"",
            "`x`",
            "1",
            "1.5",
            "?",
            "'",
            "\"",
            "`",
            "/*",
            "*/",
            "--",
            "\n",
            ";",
            "int",
            "<",
            ">",
            ":",
            "LOCATION",
            "'s3://b/x/'",
            "TBLPROPERTIES",
            "UNLOAD",
            "VIEW",
            "\uD83D\uDE00")
        .list()
        .ofMaxSize(14)
        .map(words -> String.join(" ", words));
  }
}

package dev.tarn.query;

import dev.tarn.query.dialect.DialectContext;
import dev.tarn.query.dialect.MetadataStatement;
import dev.tarn.query.dialect.ParsedStatement;
import dev.tarn.query.dialect.PositionMap;
import dev.tarn.query.dialect.PreparedCommand;
import dev.tarn.query.dialect.ResultFile;
import dev.tarn.query.dialect.TrinoStatement;
import dev.tarn.query.dialect.TrinoStatement.CreatedTable;
import dev.tarn.query.failure.InvalidRequests;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.athena.model.StatementType;

/** Tells statements apart by their first word; what it parses is not looked into. */
final class FakeDialect {
  private FakeDialect() {}

  static ParsedStatement parse(String queryString, DialectContext context) {
    String text = queryString.strip();
    List<String> words = List.of(text.split(" "));
    return switch (words.getFirst()) {
      case "SELECT" -> trino(text, StatementType.DML, "SELECT", ResultFile.CSV, Optional.empty());
      case "EXPLAIN" ->
          trino(text, StatementType.DML, "EXPLAIN", ResultFile.EXPLAIN, Optional.empty());
      case "INSERT" ->
          trino(text, StatementType.DML, "INSERT", ResultFile.INSERT, Optional.empty());
      case "UPDATE" ->
          trino(text, StatementType.DML, "UPDATE", ResultFile.ROW_CHANGES, Optional.empty());
      case "CTAS" ->
          trino(
              text,
              StatementType.DDL,
              "CREATE_TABLE_AS_SELECT",
              ResultFile.TABLES,
              Optional.of(
                  new CreatedTable(
                      Optional.of("db"), "t", "s3://b/t/", words.contains("external"), false)));
      case "VIEW" ->
          trino(text, StatementType.DDL, "CREATE_VIEW", ResultFile.TXT, Optional.empty());
      case "SHOW" -> new MetadataStatement.ShowDatabases(text, Optional.empty());
      case "PREPARE" ->
          new PreparedCommand.Prepare(
              text, words.get(1), String.join(" ", words.subList(2, words.size())));
      case "DEALLOCATE" -> new PreparedCommand.Deallocate(text, words.get(1));
      case "EXECUTE" ->
          new PreparedCommand.Execute(text, words.get(1), words.subList(2, words.size()));
      default -> throw InvalidRequests.invalid("MALFORMED_QUERY", "line 1:1: no such word");
    };
  }

  private static TrinoStatement trino(
      String text,
      StatementType type,
      String substatementType,
      ResultFile file,
      Optional<CreatedTable> created) {
    return new TrinoStatement(
        type, substatementType, file, text, text, PositionMap.identity(text), Map.of(), created);
  }
}

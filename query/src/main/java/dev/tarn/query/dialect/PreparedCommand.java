package dev.tarn.query.dialect;

import java.util.List;
import software.amazon.awssdk.services.athena.model.StatementType;

/** A statement about the workgroup's prepared statements; the workgroup's owner runs it. */
public sealed interface PreparedCommand extends ParsedStatement {
  /** The prepared statement's name as written, without quotes. */
  String name();

  /**
   * {@code PREPARE name FROM statement}.
   *
   * @param query the statement's text, to be stored as it is
   */
  record Prepare(String echo, String name, String query) implements PreparedCommand {
    @Override
    public StatementType statementType() {
      return StatementType.UTILITY;
    }

    @Override
    public String substatementType() {
      return "PREPARE";
    }

    @Override
    public ResultFile resultFile() {
      return ResultFile.TXT;
    }
  }

  /** {@code DEALLOCATE PREPARE name}. */
  record Deallocate(String echo, String name) implements PreparedCommand {
    @Override
    public StatementType statementType() {
      return StatementType.UTILITY;
    }

    @Override
    public String substatementType() {
      return "DEALLOCATE";
    }

    @Override
    public ResultFile resultFile() {
      return ResultFile.TXT;
    }
  }

  /**
   * {@code EXECUTE name [USING ...]}: parse the stored text with {@link #parameters()} as the
   * context's execution parameters, and run that.
   *
   * @param parameters the texts of the USING list, or the request's ExecutionParameters without one
   */
  record Execute(String echo, String name, List<String> parameters) implements PreparedCommand {
    public Execute {
      parameters = List.copyOf(parameters);
    }

    @Override
    public StatementType statementType() {
      return StatementType.DML;
    }

    @Override
    public String substatementType() {
      return "EXECUTE";
    }

    @Override
    public ResultFile resultFile() {
      return ResultFile.CSV;
    }
  }
}

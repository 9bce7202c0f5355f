package dev.tarn.query.dialect;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.athena.model.StatementType;

/** A statement that changes a database. Names are lower-cased. */
public sealed interface DatabaseStatement extends HiveStatement {
  String database();

  @Override
  default StatementType statementType() {
    return StatementType.DDL;
  }

  /** {@code CREATE DATABASE}. */
  record CreateDatabase(
      String echo,
      String database,
      boolean ifNotExists,
      Optional<String> comment,
      Optional<String> location,
      Map<String, String> properties)
      implements DatabaseStatement {
    @Override
    public String substatementType() {
      return "CREATE_DATABASE";
    }
  }

  /** {@code DROP DATABASE}. */
  record DropDatabase(String echo, String database, boolean ifExists, boolean cascade)
      implements DatabaseStatement {
    @Override
    public String substatementType() {
      return "DROP_DATABASE";
    }
  }

  /** {@code ALTER DATABASE ... SET DBPROPERTIES}. */
  record SetDatabaseProperties(String echo, String database, Map<String, String> properties)
      implements DatabaseStatement {
    @Override
    public String substatementType() {
      return "ALTER_DATABASE_PROPERTIES";
    }
  }
}

package dev.tarn.query.ddl;

import dev.tarn.query.dialect.DatabaseStatement;
import dev.tarn.query.dialect.DatabaseStatement.CreateDatabase;
import dev.tarn.query.dialect.DatabaseStatement.DropDatabase;
import dev.tarn.query.dialect.DatabaseStatement.SetDatabaseProperties;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.AlreadyExistsException;
import software.amazon.awssdk.services.glue.model.Database;
import software.amazon.awssdk.services.glue.model.DatabaseInput;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;

/** CREATE, ALTER and DROP DATABASE. */
final class DatabaseStatements {
  private final GlueClient glue;
  private final Catalog catalog;

  DatabaseStatements(GlueClient glue, Catalog catalog) {
    this.glue = glue;
    this.catalog = catalog;
  }

  UtilityResult run(DatabaseStatement statement) throws StatementFailure {
    switch (statement) {
      case CreateDatabase create -> create(create);
      case DropDatabase drop -> drop(drop);
      case SetDatabaseProperties set -> setProperties(set);
    }
    return UtilityResult.EMPTY;
  }

  private void create(CreateDatabase statement) throws StatementFailure {
    DatabaseInput input =
        DatabaseInput.builder()
            .name(statement.database())
            .description(statement.comment().orElse(null))
            .locationUri(statement.location().orElse(null))
            .parameters(statement.properties())
            .build();
    try {
      glue.createDatabase(r -> r.databaseInput(input));
    } catch (AlreadyExistsException _) {
      if (!statement.ifNotExists()) {
        throw Failures.execution("Database " + statement.database() + " already exists");
      }
    }
  }

  private void drop(DropDatabase statement) throws StatementFailure {
    String database = statement.database();
    try {
      glue.getDatabase(r -> r.name(database));
    } catch (EntityNotFoundException _) {
      if (statement.ifExists()) {
        return;
      }
      throw catalog.databaseMissing(database);
    }
    if (!statement.cascade() && !catalog.tables(database).isEmpty()) {
      throw Failures.execution(
          "InvalidOperationException(message:Database "
              + database
              + " is not empty. One or more tables exist.)",
          "Database " + database + " is not empty. One or more tables exist.");
    }
    glue.deleteDatabase(r -> r.name(database));
  }

  private void setProperties(SetDatabaseProperties statement) throws StatementFailure {
    catalog.requireDatabase(statement.database());
    Database database = glue.getDatabase(r -> r.name(statement.database())).database();
    Map<String, String> parameters = new HashMap<>(database.parameters());
    parameters.putAll(statement.properties());
    DatabaseInput input =
        DatabaseInput.builder()
            .name(database.name())
            .description(database.description())
            .locationUri(database.locationUri())
            .parameters(parameters)
            .createTableDefaultPermissions(database.createTableDefaultPermissions())
            .build();
    glue.updateDatabase(r -> r.name(statement.database()).databaseInput(input));
  }
}

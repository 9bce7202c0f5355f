package dev.tarn.query.trino.iceberg;

import com.google.inject.AbstractModule;
import com.google.inject.Scopes;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.procedure.Procedure;
import io.trino.spi.type.ArrayType;
import io.trino.spi.type.Type;
import io.trino.spi.type.VarcharType;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;

/** Adds the procedures of this package to those of Trino's Iceberg connector. */
public final class IcebergModule extends AbstractModule {
  private static final Type TEXT = VarcharType.VARCHAR;
  private static final Type TEXTS = new ArrayType(VarcharType.VARCHAR);

  @Override
  protected void configure() {
    bind(TableLoader.class).in(Scopes.SINGLETON);
    bind(AlterProcedures.class).in(Scopes.SINGLETON);
    Multibinder.newSetBinder(binder(), Procedure.class)
        .addBinding()
        .toProvider(VacuumProcedure.class)
        .in(Scopes.SINGLETON);
  }

  @ProvidesIntoSet
  @Singleton
  Procedure addColumns(AlterProcedures alter) {
    return procedure(
        alter,
        "addColumns",
        "add_columns",
        new Procedure.Argument("SCHEMA_NAME", TEXT),
        new Procedure.Argument("TABLE_NAME", TEXT),
        new Procedure.Argument("NAMES", TEXTS),
        new Procedure.Argument("TYPES", TEXTS),
        new Procedure.Argument("COMMENTS", TEXTS));
  }

  @ProvidesIntoSet
  @Singleton
  Procedure changeColumn(AlterProcedures alter) {
    return procedure(
        alter,
        "changeColumn",
        "change_column",
        new Procedure.Argument("SCHEMA_NAME", TEXT),
        new Procedure.Argument("TABLE_NAME", TEXT),
        new Procedure.Argument("NAME", TEXT),
        new Procedure.Argument("NEW_NAME", TEXT),
        new Procedure.Argument("TYPE", TEXT),
        new Procedure.Argument("COMMENT", TEXT),
        new Procedure.Argument("PLACE", TEXT));
  }

  @ProvidesIntoSet
  @Singleton
  Procedure unsetProperties(AlterProcedures alter) {
    return procedure(
        alter,
        "unsetProperties",
        "unset_properties",
        new Procedure.Argument("SCHEMA_NAME", TEXT),
        new Procedure.Argument("TABLE_NAME", TEXT),
        new Procedure.Argument("KEYS", TEXTS));
  }

  private static Procedure procedure(
      AlterProcedures alter, String method, String name, Procedure.Argument... arguments) {
    List<Class<?>> parameters = new ArrayList<>(List.of(ConnectorSession.class));
    for (Procedure.Argument argument : arguments) {
      parameters.add(argument.getType().equals(TEXT) ? String.class : List.class);
    }
    try {
      return new Procedure(
          "system",
          name,
          List.of(arguments),
          MethodHandles.lookup()
              .unreflect(
                  AlterProcedures.class.getMethod(method, parameters.toArray(new Class<?>[0])))
              .bindTo(alter));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}

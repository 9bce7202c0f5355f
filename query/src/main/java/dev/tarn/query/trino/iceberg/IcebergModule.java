package dev.tarn.query.trino.iceberg;

import com.google.inject.AbstractModule;
import com.google.inject.Scopes;
import com.google.inject.multibindings.Multibinder;
import io.trino.spi.procedure.Procedure;

/** Adds the procedure of this package to those of Trino's Iceberg connector. */
public final class IcebergModule extends AbstractModule {
  @Override
  protected void configure() {
    bind(TableLoader.class).in(Scopes.SINGLETON);
    Multibinder.newSetBinder(binder(), Procedure.class)
        .addBinding()
        .toProvider(VacuumProcedure.class)
        .in(Scopes.SINGLETON);
  }
}

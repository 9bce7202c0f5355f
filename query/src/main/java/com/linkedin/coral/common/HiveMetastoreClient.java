package com.linkedin.coral.common;

/** Never implemented; only has to load. */
public interface HiveMetastoreClient {}

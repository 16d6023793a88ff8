# gireport: the PGXS build. `make`, `make install`, `make installcheck`; PG_CONFIG=... picks the server.
# Targets for developers (make check, make unit, ...) stand in GNUmakefile, which GNU make reads first.

EXTENSION = gireport
MODULE_big = gireport

# The version is declared once, in the control file.
EXTVERSION := $(shell sed -n "s/^default_version *= *'\([^']*\)'.*/\1/p" gireport.control)

OBJS := $(patsubst %.c,%.o,$(sort $(wildcard src/forms/*.c src/core/*.c src/pg/*.c)))
DEPS := $(OBJS:.o=.d)
SQL_PARTS := $(sort $(wildcard src/sql/[0-9]*.sql))

EXTENSION_SQL := $(EXTENSION)--$(EXTVERSION).sql
DATA_built = $(EXTENSION_SQL)
DATA = $(sort $(wildcard src/sql/upgrade/*.sql))

REGRESS = $(patsubst sql/%.sql,%,$(sort $(wildcard sql/*.sql)))
REGRESS_OPTS = --encoding=UTF8 --no-locale --load-extension=$(EXTENSION)

LIBRARIES = icu-uc icu-i18n libxml-2.0
PKG_CONFIG ?= pkg-config

# -MMD writes down which headers and .def files an object was made from.
PG_CFLAGS = -MMD -MP
PG_CPPFLAGS = -Isrc -DGIREPORT_VERSION=\"$(EXTVERSION)\" $(shell $(PKG_CONFIG) --cflags $(LIBRARIES))
SHLIB_LINK = $(shell $(PKG_CONFIG) --libs $(LIBRARIES))

EXTRA_CLEAN = $(DEPS) build

PG_CONFIG ?= pg_config
PGXS := $(shell $(PG_CONFIG) --pgxs)
include $(PGXS)

# The core's symbols are nobody else's business. The glue keeps the default, since servers before 16
# do not mark the functions that fmgr looks up.
src/core/%.o src/forms/%.o src/core/%.bc src/forms/%.bc: override CFLAGS += -fvisibility=hidden

$(OBJS): Makefile gireport.control
$(OBJS:.o=.bc): %.bc: %.o

$(EXTENSION_SQL): $(SQL_PARTS) Makefile gireport.control
	{ printf '%s\n' '\echo Use "CREATE EXTENSION $(EXTENSION)" to load this file. \quit' && cat $(SQL_PARTS); } > $@

.DELETE_ON_ERROR:

-include $(DEPS)

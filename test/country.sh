#!/bin/sh
# A small country, loaded and asked like the large one of the bench; passes when no figure came out wrong: sh test/country.sh
set -eu
cd "$(dirname "$0")/.."
. test/lib.sh

status=0
COUNTRY_REPORTS=${COUNTRY_REPORTS:-2000} COUNTRY_AGENCIES=${COUNTRY_AGENCIES:-1000} COUNTRY_PYTHON=${COUNTRY_PYTHON:-200} \
	sh test/bench/country/run.sh || status=$?
if [ "$status" -eq 0 ]; then report country 1 0; else report country 0 1; fi

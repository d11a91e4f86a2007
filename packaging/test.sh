#!/bin/sh
# Installs what is missing, builds everything and runs all tests.
#   packaging/test.sh [OPTIONS OF ctest]
set -eu
cd "$(dirname "$0")/.."
. packaging/packages.sh
# shellcheck disable=SC2086
install_missing $build_packages $run_packages $test_packages
build release
exec ctest --preset release -j 2 "$@"

# Debian 12 packages, by what they are for. Sourced by run.sh and test.sh.

build_packages="g++ cmake ninja-build ccache pkg-config git ca-certificates
    qt6-base-dev libqt6opengl6-dev qt6-charts-dev qt6-svg-dev qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools
    qtkeychain-qt6-dev libsqlite3-dev libcurl4-openssl-dev libsodium-dev libexpected-dev zlib1g-dev libzint-dev libjemalloc-dev"

run_packages="libqt6charts6 libqt6svg6 libqt6sql6-psql qt6-qpa-plugins qt6-translations-l10n
    fonts-inter fonts-noto-core"

test_packages="postgresql fonts-dejavu-core"

# install_missing PACKAGE...: asks the registry only if something is missing.
install_missing() {
    missing=
    for package in "$@"; do
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing="$missing $package"
    done
    [ -n "$missing" ] || return 0
    echo "Installing:$missing"
    as_root=
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || { echo "These packages are missing and neither root nor sudo is at hand:$missing" >&2; return 1; }
        as_root=sudo
    fi
    $as_root apt-get update -qq
    # shellcheck disable=SC2086
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing
}

# build PRESET [TARGET...]: configures once, then builds.
build() {
    preset=$1
    shift
    [ -f ".build/$preset/build.ninja" ] || cmake --preset "$preset"
    # shellcheck disable=SC2068
    cmake --build --preset "$preset" ${@:+--target} ${@}
}

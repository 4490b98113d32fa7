# Read by the other commands: makes .venv and installs what they need, once.
# Everything is run from the top of the project.

cd "$(dirname "$0")/.." || exit 1
# Where Python may not keep what it compiled, every start takes a second longer.
unset PYTHONPATH PYTHONHOME VIRTUAL_ENV PYTHONDONTWRITEBYTECODE
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1 PIP_ROOT_USER_ACTION=ignore

say() { printf '%s\n' "$*"; }

fail() {
	printf '%s\n' "$*" >&2
	exit 1
}

# What is done here never touches a newsroom that this shell is set up for.
forget_settings() {
	unset ALLOWED_HOSTS CSRF_TRUSTED_ORIGINS DATABASE_URL DEBUG DESK_PATH DJANGO_SETTINGS_MODULE \
		EMAIL_FROM EMAIL_URL GUNICORN_CMD_ARGS HSTS_INCLUDE_SUBDOMAINS HSTS_PRELOAD \
		HSTS_SECONDS LANGUAGES LANGUAGE_CODE LOG_FORMAT MEDIA_ROOT METRICS_TOKEN PROXIES \
		READ_ONLY SECRET_KEY SECRET_KEY_FALLBACKS SECRET_KEY_FILE SECURITY_CONTACT SENTRY_DSN \
		SERVE_MEDIA SITE_URL SLOW_QUERY_MS STATIC_ROOT TIME_ZONE TRUST_X_FORWARDED_PROTO \
		TRUST_X_REQUEST_ID WEBSUB_HUB
}

# step WORDS COMMAND…: runs the command silently, showing that time passes; its output
# is printed only when it fails.
step() {
	words=$1
	shift
	printf '%s ' "$words"
	log=$(mktemp) || exit 1
	"$@" >"$log" 2>&1 </dev/null &
	running=$!
	trap 'kill $running 2>/dev/null; rm -f "$log"; echo; exit 130' INT TERM HUP
	spent=0
	while kill -0 $running 2>/dev/null; do
		sleep 0.2
		spent=$((spent + 1))
		[ $((spent % 5)) -eq 0 ] && printf '.'
	done
	wait $running
	result=$?
	trap - INT TERM HUP
	if [ $result -eq 0 ]; then
		say ' done'
		rm -f "$log"
		return 0
	fi
	say ' failed'
	cat "$log" >&2
	rm -f "$log"
	fail "This step failed: $words"
}

# Sets $python to an interpreter of a version that the project runs on.
find_python() {
	for python in python3 python3.13 python3.12 python3.11; do
		command -v $python >/dev/null || continue
		$python -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null &&
			return
	done
	command -v python3 >/dev/null ||
		fail 'Python is missing. Install python3 (3.11, 3.12 or 3.13) and python3-venv.'
	fail "Python 3.11, 3.12 or 3.13 is needed; python3 here is $(python3 -V 2>&1 | cut -d' ' -f2)."
}

# environment FILE: .venv holds what FILE, a hash-locked list of packages, asks for.
# A copy of the list is kept in .venv: one that differs means the packages are outdated.
environment() {
	find_python
	outdated=
	for list in requirements.txt requirements-test.txt; do
		if [ -f ".venv/$list" ]; then cmp -s "$list" ".venv/$list" || outdated=yes; fi
	done
	.venv/bin/python -c 'import pip' 2>/dev/null || outdated=yes
	[ -z "$outdated" ] && [ -f ".venv/$1" ] && return
	if [ -n "$outdated" ]; then
		$python -c 'import ensurepip, venv' 2>/dev/null ||
			fail 'Python cannot make virtual environments here. Install python3-venv' \
				'(on Debian and Ubuntu: apt-get install python3-venv).'
		rm -rf .venv || fail 'The old .venv cannot be removed. Remove it, then try again.'
		step 'Making .venv' $python -m venv .venv
	fi
	step "Installing the packages of $1" .venv/bin/python -m pip install --require-hashes -r "$1"
	cp "$1" .venv/
}

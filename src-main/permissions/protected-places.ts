/** What a place and all that is in it is, in words that follow "is": `a shell profile`. */
type Is = string

export interface ProtectedPlace {
  /** From the home or the root, with `/`. A folder stands for everything below it. */
  readonly path: string
  readonly is: Is
  /** Whether it is not even read. */
  readonly secret: boolean
}

const places = (is: Is, secret: boolean, paths: string): readonly ProtectedPlace[] =>
  paths
    .trim()
    .split(/\s*\n\s*/)
    .map((path) => ({ path, is, secret }))

/** Below the home. */
export const homePlaces: readonly ProtectedPlace[] = [
  ...places(
    'among your keys and passwords',
    true,
    `.ssh
     .gnupg
     .aws
     .azure
     .kube
     .oci
     .netrc
     _netrc
     .npmrc
     .yarnrc.yml
     .pypirc
     .pgpass
     .my.cnf
     .vault-token
     .git-credentials
     .password-store
     .docker/config.json
     .cargo/credentials
     .cargo/credentials.toml
     .gem/credentials
     .m2/settings.xml
     .gradle/gradle.properties
     .terraform.d/credentials.tfrc.json
     .claude.json
     .claude/.credentials.json
     .codex/auth.json
     .gemini/oauth_creds.json
     .config/gcloud
     .config/gh
     .config/hub
     .config/git/credentials
     .config/rclone
     .config/op
     .config/sops
     .config/age
     .config/doctl
     .config/hcloud
     .config/containers/auth.json
     AppData/Roaming/gnupg
     AppData/Roaming/gcloud
     AppData/Roaming/GitHub CLI`,
  ),
  ...places(
    'part of a keyring',
    true,
    `.local/share/keyrings
     .local/share/kwalletd
     .config/1Password
     .config/Bitwarden
     .config/keepassxc
     Library/Keychains
     AppData/Local/Microsoft/Credentials
     AppData/Local/Microsoft/Vault
     AppData/Roaming/Microsoft/Credentials
     AppData/Roaming/Microsoft/Crypto
     AppData/Roaming/Microsoft/Protect
     AppData/Roaming/Microsoft/Vault`,
  ),
  ...places(
    'part of the data of a browser or a mail program',
    true,
    `.mozilla
     .thunderbird
     .config/google-chrome
     .config/google-chrome-beta
     .config/chromium
     .config/BraveSoftware
     .config/microsoft-edge
     .config/vivaldi
     .config/opera
     snap/firefox
     snap/chromium
     snap/thunderbird
     .var/app/org.mozilla.firefox
     .var/app/org.mozilla.Thunderbird
     .var/app/org.chromium.Chromium
     .var/app/com.google.Chrome
     .var/app/com.brave.Browser
     Library/Application Support/Firefox
     Library/Application Support/Google/Chrome
     Library/Application Support/Chromium
     Library/Application Support/BraveSoftware
     Library/Application Support/Microsoft Edge
     Library/Thunderbird
     Library/Safari
     Library/Cookies
     Library/Containers/com.apple.Safari
     AppData/Local/Google/Chrome/User Data
     AppData/Local/Chromium/User Data
     AppData/Local/BraveSoftware
     AppData/Local/Microsoft/Edge/User Data
     AppData/Roaming/Mozilla
     AppData/Roaming/Thunderbird`,
  ),
  ...places(
    'a shell profile',
    false,
    `.profile
     .bashrc
     .bash_profile
     .bash_login
     .bash_logout
     .bash_aliases
     .zshrc
     .zshenv
     .zprofile
     .zlogin
     .zlogout
     .kshrc
     .cshrc
     .tcshrc
     .login
     .xprofile
     .xinitrc
     .xsession
     .xsessionrc
     .pam_environment
     .config/fish
     .config/nushell
     .config/environment.d
     .config/plasma-workspace/env
     .config/powershell
     Documents/PowerShell
     Documents/WindowsPowerShell`,
  ),
  ...places(
    'among the programs that start by themselves',
    false,
    `.config/autostart
     .config/systemd
     .local/share/systemd
     .local/share/dbus-1/services
     Library/LaunchAgents
     Library/LaunchDaemons
     AppData/Roaming/Microsoft/Windows/Start Menu/Programs/Startup`,
  ),
  ...places('a git setting, which can run programs', false, '.gitconfig\n.config/git'),
  ...places(
    'a setting of an editor or an agent, which can run programs',
    false,
    `.vimrc
     .vim
     .config/nvim
     .emacs
     .emacs.d
     .config/emacs
     .tmux.conf
     .config/direnv
     .config/Code/User
     .config/Cursor/User
     .config/zed
     Library/Application Support/Code/User
     AppData/Roaming/Code/User
     .cursor/mcp.json
     .codex/config.toml
     .gemini/settings.json`,
  ),
]

/** Below the root, on systems that have them. */
export const systemPlaces: readonly ProtectedPlace[] = [
  ...places('among your keys and passwords', true, '/etc/shadow\n/etc/gshadow\n/etc/sudoers\n/etc/sudoers.d'),
  ...places('part of what the system knows of running programs, their keys too', true, '/proc'),
  ...places('part of the running system', false, '/sys\n/dev'),
  ...places(
    'a shell profile',
    false,
    '/etc/profile\n/etc/profile.d\n/etc/bash.bashrc\n/etc/zsh\n/etc/environment',
  ),
  ...places(
    'among the programs that start by themselves',
    false,
    `/etc/crontab
     /etc/cron.d
     /etc/cron.hourly
     /etc/cron.daily
     /etc/cron.weekly
     /etc/cron.monthly
     /var/spool/cron
     /etc/systemd
     /etc/init.d
     /etc/xdg/autostart
     /Library/LaunchAgents
     /Library/LaunchDaemons`,
  ),
]

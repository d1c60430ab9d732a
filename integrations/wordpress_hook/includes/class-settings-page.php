<?php
/**
 * The page with the settings.
 *
 * @package NeutralGate
 */

namespace NeutralGate;

defined( 'ABSPATH' ) || exit;

/**
 * Settings, Neutral Gate: of a site, and of a network for all its sites.
 */
final class Settings_Page {
	const SLUG   = 'neutral-gate';
	const ACTION = 'neutral_gate_settings';

	/**
	 * The plugin.
	 *
	 * @var Plugin
	 */
	private $plugin;

	/**
	 * A page.
	 *
	 * @param Plugin $plugin The plugin.
	 */
	public function __construct( Plugin $plugin ) {
		$this->plugin = $plugin;
	}

	/**
	 * Hooks.
	 */
	public function boot() {
		add_action( 'admin_menu', array( $this, 'menu' ) );
		add_action( 'network_admin_menu', array( $this, 'network_menu' ) );
		add_action( 'admin_post_' . self::ACTION, array( $this, 'save' ) );
		add_action( 'admin_notices', array( $this, 'remind' ) );
	}

	/**
	 * Adds the page of a site.
	 */
	public function menu() {
		add_options_page( __( 'Neutral Gate', 'neutral-gate' ), __( 'Neutral Gate', 'neutral-gate' ), 'manage_options', self::SLUG, array( $this, 'show' ) );
	}

	/**
	 * Adds the page of a network.
	 */
	public function network_menu() {
		add_submenu_page( 'settings.php', __( 'Neutral Gate', 'neutral-gate' ), __( 'Neutral Gate', 'neutral-gate' ), 'manage_network_options', self::SLUG, array( $this, 'show' ) );
	}

	/**
	 * Reminds of settings that are missing: until then nothing can be published.
	 */
	public function remind() {
		if ( $this->plugin->settings->complete() || ! current_user_can( 'manage_options' ) ) {
			return;
		}
		printf(
			'<div class="notice notice-warning"><p>%1$s <a href="%2$s">%3$s</a></p></div>',
			esc_html__( 'Neutral Gate is not set up yet, so nothing can be published.', 'neutral-gate' ),
			esc_url( admin_url( 'options-general.php?page=' . self::SLUG ) ),
			esc_html__( 'Set it up', 'neutral-gate' )
		);
	}

	/**
	 * Labels and help of the settings.
	 */
	private static function fields() {
		return array(
			'url'             => array( __( 'Address of the service', 'neutral-gate' ), __( 'Such as https://gate.example.org. An address in your own network works too.', 'neutral-gate' ) ),
			'secret'          => array( __( 'Secret', 'neutral-gate' ), __( 'It starts with whsec_. Make one with: neutral-gate serve secret. Leave it empty to keep the one that is set.', 'neutral-gate' ) ),
			'secret_next'     => array( __( 'Second secret', 'neutral-gate' ), __( 'Only while you change from one secret to another. Write - to take it out.', 'neutral-gate' ) ),
			'body'            => array( __( 'Body type', 'neutral-gate' ), __( 'Such as council or nhs_trust. Leave it empty if the service knows it.', 'neutral-gate' ) ),
			'fail_inside'     => array( __( 'No answer in a pre-election period', 'neutral-gate' ), __( 'What happens to a post that the service cannot check.', 'neutral-gate' ) ),
			'fail_outside'    => array( __( 'No answer at other times', 'neutral-gate' ), __( 'What was let through is checked as soon as the service is back.', 'neutral-gate' ) ),
			'on_warn'         => array( __( 'Warnings', 'neutral-gate' ), __( 'Whether a post with warnings can be published.', 'neutral-gate' ) ),
			'strict'          => array( __( 'Strict mode', 'neutral-gate' ), __( 'In a pre-election period, visitors only see what was checked. Let a sweep run first: it hides all that was not.', 'neutral-gate' ) ),
			'sweep_action'    => array( __( 'Live posts that must not be', 'neutral-gate' ), __( 'What the hourly sweep does with them in a pre-election period.', 'neutral-gate' ) ),
			'timeout'         => array( __( 'Seconds to wait', 'neutral-gate' ), __( 'How long a person waits for the answer: 1 to 15.', 'neutral-gate' ) ),
			'breaker_seconds' => array( __( 'Seconds to rest', 'neutral-gate' ), __( 'How long the site does not ask again after the service was away.', 'neutral-gate' ) ),
			'reason_length'   => array( __( 'Letters of a reason', 'neutral-gate' ), __( 'How long the reason for an override must be at least.', 'neutral-gate' ) ),
			'meta_keys'       => array( __( 'More fields to check', 'neutral-gate' ), __( 'Keys of custom fields that visitors can read, with spaces between them.', 'neutral-gate' ) ),
		);
	}

	/**
	 * What choices mean.
	 */
	private static function choices() {
		return array(
			'closed'    => __( 'Hold it back', 'neutral-gate' ),
			'open'      => __( 'Let it through, and check it later', 'neutral-gate' ),
			'allow'     => __( 'Yes', 'neutral-gate' ),
			'refuse'    => __( 'No', 'neutral-gate' ),
			'off'       => __( 'Off', 'neutral-gate' ),
			'on'        => __( 'On', 'neutral-gate' ),
			'report'    => __( 'Report them', 'neutral-gate' ),
			'unpublish' => __( 'Take them offline', 'neutral-gate' ),
		);
	}

	/**
	 * Shows the page.
	 */
	public function show() {
		$network = is_network_admin();
		$stored  = $network ? get_site_option( Settings::OPTION ) : get_option( Settings::OPTION );
		$stored  = is_array( $stored ) ? $stored : array();
		$saved   = get_transient( 'neutral_gate_test_' . get_current_user_id() );
		echo '<div class="wrap"><h1>' . esc_html__( 'Neutral Gate', 'neutral-gate' ) . '</h1>';
		if ( is_array( $saved ) ) {
			delete_transient( 'neutral_gate_test_' . get_current_user_id() );
			printf( '<div class="notice notice-%1$s"><p>%2$s</p></div>', $saved['good'] ? 'success' : 'error', esc_html( $saved['message'] ) );
		}
		echo '<form method="post" action="' . esc_url( admin_url( 'admin-post.php' ) ) . '"><table class="form-table" role="presentation">';
		wp_nonce_field( self::ACTION );
		printf( '<input type="hidden" name="action" value="%1$s"><input type="hidden" name="network" value="%2$d">', esc_attr( self::ACTION ), (int) $network );
		foreach ( self::fields() as $key => list( $label, $help ) ) {
			echo '<tr><th scope="row"><label for="ng-' . esc_attr( $key ) . '">' . esc_html( $label ) . '</label></th><td>';
			$this->field( $key, isset( $stored[ $key ] ) ? (string) $stored[ $key ] : '' );
			echo '<p class="description" id="ng-' . esc_attr( $key ) . '-help">' . esc_html( $help ) . '</p></td></tr>';
		}
		if ( ! $network ) {
			$this->roles();
		}
		echo '</table>';
		submit_button( __( 'Save and test the connection', 'neutral-gate' ) );
		echo '</form></div>';
	}

	/**
	 * One field of the form.
	 *
	 * @param string $key   Name.
	 * @param string $value What is stored.
	 */
	private function field( $key, $value ) {
		$attributes = sprintf( 'id="ng-%1$s" name="settings[%1$s]" aria-describedby="ng-%1$s-help"', esc_attr( $key ) );
		if ( $this->plugin->settings->fixed( $key ) ) {
			echo '<em>' . esc_html__( 'Set in wp-config.php.', 'neutral-gate' ) . '</em>';
			return;
		}
		if ( isset( Settings::CHOICES[ $key ] ) ) {
			$words = self::choices();
			/* translators: %s: the usual choice. */
			$options = array( '' => sprintf( __( 'As usual: %s', 'neutral-gate' ), $words[ Settings::DEFAULTS[ $key ] ] ) );
			foreach ( Settings::CHOICES[ $key ] as $choice ) {
				$options[ $choice ] = $words[ $choice ];
			}
			echo '<select ' . $attributes . '>'; // phpcs:ignore WordPress.Security.EscapeOutput -- escaped above.
			foreach ( $options as $choice => $label ) {
				printf( '<option value="%1$s"%2$s>%3$s</option>', esc_attr( $choice ), selected( $choice, $value, false ), esc_html( $label ) );
			}
			echo '</select>';
			return;
		}
		$secret = 0 === strpos( $key, 'secret' );
		printf(
			'<input type="%1$s" class="regular-text" autocomplete="off" value="%2$s" placeholder="%3$s" %4$s>',
			$secret ? 'password' : 'text',
			esc_attr( $secret ? '' : $value ),
			esc_attr( $secret ? ( '' !== $value ? __( 'set', 'neutral-gate' ) : '' ) : Settings::DEFAULTS[ $key ] ),
			$attributes // phpcs:ignore WordPress.Security.EscapeOutput -- escaped above.
		);
	}

	/**
	 * Who may override.
	 */
	private function roles() {
		echo '<tr><th scope="row">' . esc_html__( 'Who may override', 'neutral-gate' ) . '</th><td><fieldset><legend class="screen-reader-text">' . esc_html__( 'Who may override', 'neutral-gate' ) . '</legend>';
		foreach ( wp_roles()->roles as $name => $role ) {
			if ( empty( $role['capabilities']['publish_posts'] ) ) {
				continue;
			}
			printf(
				'<label><input type="checkbox" name="roles[]" value="%1$s"%2$s> %3$s</label><br>',
				esc_attr( $name ),
				checked( ! empty( $role['capabilities'][ Overrides::CAPABILITY ] ), true, false ),
				esc_html( translate_user_role( $role['name'] ) )
			);
		}
		echo '<p class="description">' . esc_html__( 'Nobody may at first, not even administrators.', 'neutral-gate' ) . '</p></fieldset></td></tr>';
	}

	/**
	 * Saves and tests.
	 */
	public function save() {
		check_admin_referer( self::ACTION );
		$network = ! empty( $_POST['network'] ) && is_multisite();
		if ( ! current_user_can( $network ? 'manage_network_options' : 'manage_options' ) ) {
			wp_die( esc_html__( 'You may not change these settings.', 'neutral-gate' ), '', array( 'response' => 403 ) );
		}
		$old   = $network ? get_site_option( Settings::OPTION ) : get_option( Settings::OPTION );
		$given = isset( $_POST['settings'] ) && is_array( $_POST['settings'] ) ? wp_unslash( $_POST['settings'] ) : array(); // phpcs:ignore WordPress.Security.ValidatedSanitizedInput -- each is cleaned below.
		$clean = self::cleaned( $given, is_array( $old ) ? $old : array() );
		if ( $network ) {
			update_site_option( Settings::OPTION, $clean );
		} else {
			update_option( Settings::OPTION, $clean, false );
			$roles = isset( $_POST['roles'] ) ? array_map( 'sanitize_key', (array) $_POST['roles'] ) : array();
			foreach ( array_keys( wp_roles()->roles ) as $name ) {
				$role = get_role( $name );
				if ( $role && in_array( $name, $roles, true ) ) {
					$role->add_cap( Overrides::CAPABILITY );
				} elseif ( $role && $role->has_cap( Overrides::CAPABILITY ) ) {
					$role->remove_cap( Overrides::CAPABILITY );
				}
			}
		}
		delete_transient( Client::BREAKER );
		set_transient( 'neutral_gate_test_' . get_current_user_id(), $this->test(), MINUTE_IN_SECONDS );
		wp_safe_redirect( $network ? network_admin_url( 'settings.php?page=' . self::SLUG ) : admin_url( 'options-general.php?page=' . self::SLUG ) );
		exit;
	}

	/**
	 * Settings as they are stored.
	 *
	 * @param array $given What the form sent.
	 * @param array $old   What was stored.
	 */
	private static function cleaned( array $given, array $old ) {
		$clean = array();
		foreach ( array_keys( Settings::DEFAULTS ) as $key ) {
			$value = isset( $given[ $key ] ) && is_string( $given[ $key ] ) ? trim( sanitize_text_field( $given[ $key ] ) ) : '';
			if ( 'url' === $key ) {
				$value = esc_url_raw( $value, array( 'http', 'https' ) );
			} elseif ( 0 === strpos( $key, 'secret' ) ) {
				$value = '' === $value ? (string) ( $old[ $key ] ?? '' ) : ( '-' === $value ? '' : $value );
			} elseif ( isset( Settings::CHOICES[ $key ] ) && ! in_array( $value, Settings::CHOICES[ $key ], true ) ) {
				$value = '';
			}
			if ( '' !== $value ) {
				$clean[ $key ] = $value;
			}
		}
		return $clean;
	}

	/**
	 * Asks the service something, and says in a sentence how that went.
	 */
	private function test() {
		$sweep  = new Sweep( $this->plugin );
		$answer = $sweep->ask_windows( true );
		if ( is_wp_error( $answer ) ) {
			return array(
				'good'    => false,
				/* translators: %s: what went wrong. */
				'message' => sprintf( __( 'Saved, but the service cannot be used yet. %s', 'neutral-gate' ), $answer->get_error_message() ),
			);
		}
		return array(
			'good'    => true,
			'message' => Windows::INSIDE === $this->plugin->windows->state()
				? __( 'Saved. The service answers. A pre-election period applies now.', 'neutral-gate' )
				: __( 'Saved. The service answers. No pre-election period applies now.', 'neutral-gate' ),
		);
	}
}
